package store

import "context"

// Names are the names of codes as the feeds know them.
type Names struct {
	Matters map[string]string // M0001 → 食品经营许可变更, the newest version's name
	Halls   map[string]string // hall code → name
	Lines   map[string]string // line code → masked number
}

// Names reads the names of matters, halls and phone lines.
func (s *Store) Names(ctx context.Context) (Names, error) {
	var n Names
	for _, part := range []struct {
		into *map[string]string
		text string
	}{
		// The last row of a code wins: the newest version in force.
		{&n.Matters, "SELECT matter, name FROM (SELECT matter, name, MAX(valid_from) FROM matter GROUP BY matter)"},
		{&n.Halls, "SELECT hall, name FROM hall"},
		{&n.Lines, "SELECT line, masked FROM phone_line"},
	} {
		m, err := s.pairs(ctx, part.text)
		if err != nil {
			return Names{}, s.explain(err)
		}
		*part.into = m
	}
	return n, nil
}

func (s *Store) pairs(ctx context.Context, text string) (map[string]string, error) {
	rows, err := s.db.QueryContext(ctx, text)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	m := map[string]string{}
	for rows.Next() {
		var code, name string
		if err := rows.Scan(&code, &name); err != nil {
			return nil, err
		}
		m[code] = name
	}
	return m, rows.Err()
}
