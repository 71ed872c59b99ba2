package press

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"zhixiao"
	"zhixiao/output"
	"zhixiao/templates"
)

// mostChanges is how many changes of an indicator set a refusal names.
const mostChanges = 5

// useFrozenSet makes the edition read the snapshot with the indicator set it was frozen
// with. Templates that carry another set are refused, unless the user asked for the
// frozen one: figures measured by one set and scored by another belong to neither.
// A program that was renewed asks for nothing: what was frozen by an earlier one's
// own set is read with that.
func (l *Edition) useFrozenSet(ctx context.Context) error {
	own, err := templates.FormerIndicators(l.Snapshot.Set)
	if err != nil {
		return err
	}
	set, err := l.data.IndicatorSet(ctx, l.Snapshot.Set)
	if err != nil {
		return err
	}
	if set == nil {
		set = own // program 0.1.0 kept only the version
	}
	if set == nil {
		return l.useFormerSet()
	}
	now := l.Templates.Indicators
	if changes := zhixiao.Changes(set, now); len(changes) > 0 {
		renewed := own != nil && templates.OwnIndicators(now.Version)
		if !renewed && !l.Project.FrozenSet {
			return l.otherSet(changes)
		}
		l.Warnings = append(l.Warnings, fmt.Sprintf(output.Wording("frozen set used"), l.Snapshot.ID, short(set.Version), short(now.Version)))
	}
	l.useSet(set)
	return nil
}

// useSet puts set in the place of the templates' own. How papers read its indicators
// is said by the templates in use, as their sentences are.
func (l *Edition) useSet(set *zhixiao.IndicatorSet) {
	house := *l.Templates
	set.Roles = house.Indicators.Roles
	house.Indicators = set
	l.Templates = &house
	house.Indicators = set
	l.Templates = &house
}

// useFormerSet is useFrozenSet for a snapshot that program 0.1.0 froze by an editor's set:
// it kept its version and a hash of each definition. Where the version is that of the
// templates, so is the set; where only the definitions agree, weights and thresholds
// cannot be proved, and that is said.
func (l *Edition) useFormerSet() error {
	now := l.Templates.Indicators
	if l.Snapshot.Set == now.Version {
		return nil
	}
	if l.Project.FrozenSet {
		return &zhixiao.Problem{At: l.frozenAt(), Err: errors.New("快照由0.1.0版冻结，没有保存当时的指标体系"), Way: l.freezeAgain()}
	}
	definitions, former := now.Definitions(), now.FormerDefinitions()
	var changes []string
	for _, ind := range now.Indicators {
		switch was := l.Snapshot.Definitions[ind.Code]; {
		case was == "":
			changes = append(changes, "新增"+ind.Code)
		case was != definitions[ind.Code] && was != former[ind.Code]:
			changes = append(changes, ind.Code+"的口径")
		}
	}
	if len(changes) > 0 || len(l.Snapshot.Definitions) > len(now.Indicators) {
		return l.otherSet(changes)
	}
	l.Warnings = append(l.Warnings, fmt.Sprintf(output.Wording("former set used"), l.Snapshot.ID))
	return nil
}

func (l *Edition) frozenAt() zhixiao.Place { return zhixiao.Place{File: "快照" + l.Snapshot.ID} }

func (l *Edition) freezeAgain() string {
	return fmt.Sprintf(output.Wording("freeze again"), l.Period)
}

// otherSet is the refusal to read the snapshot with the templates' set.
func (l *Edition) otherSet(changes []string) error {
	what := strings.Join(changes[:min(len(changes), mostChanges)], "；")
	if len(changes) > mostChanges {
		what += fmt.Sprintf("等%d处", len(changes))
	}
	if what != "" {
		what = "：" + what
	}
	return &zhixiao.Problem{At: l.frozenAt(), Err: fmt.Errorf("现用指标体系（%s）与冻结时的（%s）不同%s", short(l.Templates.Indicators.Version), short(l.Snapshot.Set), what), Way: l.freezeAgain() + "；或加 --frozen-set 按冻结时的指标体系编制"}
}
