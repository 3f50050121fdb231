package contracts

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// shortages says for which lines there are not enough people now, all lines
// taken together, and which order leaves a line without anybody.
func (s *Service) shortages(ctx context.Context, d Document, lines []Signer, unfit []int64, organization string) ([]Obstacle, error) {
	condition := "a.id IS NOT NULL AND " + mayFill
	limits, err := s.Limits(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	if len(limits) > 0 {
		condition += " AND EXISTS (SELECT 1 FROM document_limits l CROSS JOIN documents d ON d.id = l.document_id AND l.is_next = d.is_correcting WHERE d.id = " + strconv.FormatInt(d.ID, 10) +
			" AND (l.user_id = u.id OR l.role_id IN (SELECT ar.role_id FROM affiliation_roles ar WHERE ar.affiliation_id = a.id)))"
	}
	people, err := s.tied(ctx, d.OrganizationID, condition)
	if err != nil || len(people) == mostTied {
		return nil, err
	}
	holders, err := s.holders(ctx, d.OrganizationID, lines)
	if err != nil {
		return nil, err
	}
	hands := make([]hand, len(people))
	for i, one := range people {
		hands[i] = one.hand()
	}
	of := match(lines, hands, holders)
	var found []Obstacle
	isShort := false
	for i, line := range lines {
		there := 0
		for _, at := range of {
			if at == i {
				there++
			}
		}
		if there == line.Needed {
			continue
		}
		isShort = true
		if line.Kind == Person || slices.Contains(unfit, line.RoleID) {
			continue // said of them already
		}
		found = append(found, Obstacle{Detail: fmt.Sprintf("%s: %s asked for, and as things stand only %d of them can come from %s.", line.words(), signatures(line.Needed), there, organization),
			Button: "Open signers", To: fmt.Sprintf("/signers?organization=%d", d.OrganizationID)})
	}
	if d.Next.InOrder && !isShort {
		found = append(found, blindAlleys(lines, people, hands)...)
	}
	return found, nil
}

func (s Signer) words() string {
	if s.Kind == Anyone {
		return "Anyone who may sign"
	}
	return "“" + s.Name + "”"
}

func signatures(n int) string {
	if n == 1 {
		return "1 signature is"
	}
	return strconv.Itoa(n) + " signatures are"
}

// mostTried is among how many people the order is looked through: with more,
// nobody is the only one for two lines as a rule.
const mostTried = 50

// blindAlleys says who, signing for an earlier line, leaves nobody for a later
// one. In order a signature stays with the line whose turn it was.
func blindAlleys(lines []Signer, people []tied, hands []hand) []Obstacle {
	if len(people) > mostTried {
		return nil
	}
	var found []Obstacle
	for i, line := range lines {
		if line.Kind == Person {
			continue
		}
		for n, one := range hands {
			if !one.fits(line, lines) {
				continue
			}
			rest := slices.Clone(lines)
			rest[i].Needed--
			others := slices.Concat(hands[:n], hands[n+1:])
			// Where the lines before need them, it never comes to that.
			before := slices.Clone(rest)
			for later := range before[i:] {
				before[i+later].Needed = 0
			}
			if canFill(before, others) && !canFill(rest, others) {
				found = append(found, Obstacle{Detail: fmt.Sprintf("Should %s sign for line %d (%s), nobody is left for another line. Put the line that fewer people fit first, or name people.", people[n].Name, i+1, line.words())})
				break
			}
		}
	}
	return found
}

// canFill reports whether there are enough people for all lines.
func canFill(lines []Signer, hands []hand) bool {
	needed, filled := 0, 0
	for _, one := range lines {
		needed += one.Needed
	}
	for _, at := range match(lines, hands, nil) {
		filled += rank(at >= 0)
	}
	return filled == needed
}
