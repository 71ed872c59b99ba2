package output_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"zhixiao/document"
	"zhixiao/output"
)

// jobs makes n jobs of two files each whose content is their inputs' version.
func jobs(n int, version string, made *atomic.Int64) []output.Job {
	all := make([]output.Job, n)
	for i := range all {
		id := fmt.Sprintf("job-%02d", i)
		all[i] = output.Job{ID: id, Title: "报告" + id, Inputs: map[string]string{"快照": version},
			Make: func(ctx context.Context, sink document.Sink) (output.Made, error) {
				made.Add(1)
				for _, ext := range []string{".docx", ".pdf"} {
					err := sink.Put(ctx, "kind/"+id+ext, func(w io.Writer) error {
						_, err := io.WriteString(w, id+version)
						return err
					})
					if err != nil {
						return output.Made{}, err
					}
				}
				return output.Made{Words: 2000}, nil
			}}
	}
	return all
}

func run(t *testing.T, root string, all []output.Job, force bool) []output.Outcome {
	t.Helper()
	outcomes, err := output.Run(context.Background(), all, output.Options{Root: root, Period: "2026Q3", Workers: 3, Force: force})
	if err != nil {
		t.Fatal(err)
	}
	return outcomes
}

func TestUnchangedJobsAreSkippedAndStaleOnesMade(t *testing.T) {
	root, made := t.TempDir(), &atomic.Int64{}
	run(t, root, jobs(5, "v1", made), false)
	first, _ := os.ReadFile(filepath.Join(root, "manifest.json"))
	run(t, root, jobs(5, "v1", made), false)
	if made.Load() != 5 {
		t.Errorf("made %d jobs, want 5: nothing had changed", made.Load())
	}
	second, _ := os.ReadFile(filepath.Join(root, "manifest.json"))
	if string(first) != string(second) || len(first) == 0 {
		t.Error("the manifest changed though nothing else did")
	}
	if err := os.Remove(filepath.Join(root, "kind/job-03.pdf")); err != nil {
		t.Fatal(err)
	}
	outcomes := run(t, root, jobs(5, "v1", made), false)
	if made.Load() != 6 || !strings.Contains(outcomes[3].Why, "job-03.pdf") {
		t.Errorf("made %d, why %q", made.Load(), outcomes[3].Why)
	}
	outcomes = run(t, root, jobs(5, "v2", made), false)
	if made.Load() != 11 || outcomes[0].Why != "快照已变化" {
		t.Errorf("made %d, why %q", made.Load(), outcomes[0].Why)
	}
	if n, err := output.Verify(root); n != 10 || err != nil {
		t.Errorf("verify: %d, %v", n, err)
	}
}

func TestADraftChangedByHandIsNeverOverwritten(t *testing.T) {
	root, made := t.TempDir(), &atomic.Int64{}
	run(t, root, jobs(2, "v1", made), false)
	draft := filepath.Join(root, "kind/job-01.docx")
	if err := os.WriteFile(draft, []byte("改过的稿子"), 0o644); err != nil {
		t.Fatal(err)
	}
	outcomes := run(t, root, jobs(2, "v2", made), false)
	if got, _ := os.ReadFile(draft); string(got) != "改过的稿子" || !outcomes[1].Edited {
		t.Errorf("the draft was touched: %q, %+v", got, outcomes[1])
	}
	run(t, root, jobs(2, "v2", made), true)
	kept, _ := filepath.Glob(filepath.Join(root, "kept/*-job-01.docx"))
	if len(kept) != 1 {
		t.Fatalf("kept: %v", kept)
	}
	if got, _ := os.ReadFile(kept[0]); string(got) != "改过的稿子" {
		t.Errorf("kept %q", got)
	}
}

func TestOneFailureNeverStopsTheRest(t *testing.T) {
	root, made := t.TempDir(), &atomic.Int64{}
	all := jobs(6, "v1", made)
	all[1].Make = func(context.Context, document.Sink) (output.Made, error) {
		return output.Made{}, errors.New("占位符无法识别")
	}
	all[4].Make = func(context.Context, document.Sink) (output.Made, error) { panic("越界") }
	outcomes := run(t, root, all, false)
	if made.Load() != 4 {
		t.Errorf("made %d, want 4", made.Load())
	}
	if outcomes[1].Err == nil || outcomes[4].Err == nil || !strings.Contains(outcomes[4].Err.Error(), "越界") {
		t.Errorf("got %v, %v", outcomes[1].Err, outcomes[4].Err)
	}
	m, err := output.ReadManifest(root)
	if err != nil || len(m.Jobs) != 4 {
		t.Errorf("manifest has %d jobs, %v", len(m.Jobs), err)
	}
}

func TestAFailingWriterLeavesNothingBehind(t *testing.T) {
	root := t.TempDir()
	folder, err := output.NewFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("断了")
	err = folder.Put(context.Background(), "a/b.docx", func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return wrong
	})
	if !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
	if entries, _ := os.ReadDir(root); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestPathsStayInTheFolder(t *testing.T) {
	folder, err := output.NewFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"", "/etc/x", "../x", "a/../../x", `a\b`, "a//b", "a:b", strings.Repeat("长", 70) + ".docx"} {
		err := folder.Put(context.Background(), path, func(io.Writer) error { return nil })
		if err == nil {
			t.Errorf("%q was accepted", path)
		}
	}
}

func TestASecondBuildIsToldSo(t *testing.T) {
	root := t.TempDir()
	inside, leave := make(chan struct{}), make(chan struct{})
	slow := []output.Job{{ID: "a", Title: "甲", Make: func(context.Context, document.Sink) (output.Made, error) {
		close(inside)
		<-leave
		return output.Made{}, nil
	}}}
	finished := make(chan error)
	go func() {
		_, err := output.Run(context.Background(), slow, output.Options{Root: root, Workers: 1})
		finished <- err
	}()
	<-inside
	_, err := output.Run(context.Background(), nil, output.Options{Root: root, Workers: 1})
	if err == nil || !strings.Contains(err.Error(), "另一个生成任务") {
		t.Errorf("got %v", err)
	}
	close(leave)
	if err := <-finished; err != nil {
		t.Error(err)
	}
}

func TestAKilledRunIsFinishedByTheNext(t *testing.T) {
	root, made := t.TempDir(), &atomic.Int64{}
	ctx, kill := context.WithCancel(context.Background())
	all := jobs(6, "v1", made)
	_, err := output.Run(ctx, all, output.Options{Root: root, Workers: 1, Each: func(done, _ int, _ output.Outcome) {
		if done == 2 {
			kill()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	// What a kill -9 leaves: a half-written stage file and a journal cut short.
	for name, text := range map[string]string{"kind/.zhixiao-123": "half", ".manifest.journal": `{"id":"job-0`} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, root, jobs(6, "v1", made), false)
	if made.Load() != 6 {
		t.Errorf("made %d in all, want 6: finished jobs are not made again", made.Load())
	}
	if left, _ := filepath.Glob(filepath.Join(root, "kind/.zhixiao-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestVerifyNamesWhatIsMissingOrChanged(t *testing.T) {
	root, made := t.TempDir(), &atomic.Int64{}
	run(t, root, jobs(2, "v1", made), false)
	_ = os.Remove(filepath.Join(root, "kind/job-00.pdf"))
	_ = os.WriteFile(filepath.Join(root, "kind/job-01.pdf"), []byte("x"), 0o644)
	n, err := output.Verify(root)
	if n != 4 {
		t.Errorf("%d files read, want all 4: the faults of one stop no other", n)
	}
	if err == nil || !strings.Contains(err.Error(), "job-00.pdf: 文件缺失") || !strings.Contains(err.Error(), "job-01.pdf: 内容与清单") {
		t.Errorf("got %v", err)
	}
}

// A folder of nothing was not read.
func TestVerifyOfNothingCountsNothing(t *testing.T) {
	if n, err := output.Verify(t.TempDir()); n != 0 || err == nil || !strings.Contains(err.Error(), "没有清单") {
		t.Errorf("%d files, %v", n, err)
	}
}

func TestAnUnwritableFolderIsNamed(t *testing.T) {
	root := t.TempDir()
	blocked := filepath.Join(root, "file")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := output.Run(context.Background(), nil, output.Options{Root: filepath.Join(blocked, "2026Q3"), Workers: 1})
	if err == nil || !strings.Contains(err.Error(), "占用") {
		t.Errorf("got %v", err)
	}
}
