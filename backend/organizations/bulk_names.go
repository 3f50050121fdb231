package organizations

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/store"
)

// MaxVariants is how many names of one kind ("Acme (2)", "Acme (3)" …) are
// looked for among siblings before an import gives up on a row.
const MaxVariants = 10000

// NameLedger keeps which names are taken among which siblings while a bulk is
// planned: those of the site, less those that the bulk frees, and those that
// the bulk gives out.
type NameLedger struct {
	service *Service
	empty   bool               // the site has no organization yet
	leaving map[int64]struct{} // organizations of the site whose name or place is free
	given   map[place]struct{}
	known   map[place]bool // what the site was asked already
	lowest  map[place]int  // the number from which on a name may be free
}

type place struct {
	parent   *BulkItem
	parentID int64
	key      string
}

// NewNameLedger returns the ledger of a bulk. leaving are organizations that
// give up their name or their place.
func (s *Service) NewNameLedger(ctx context.Context, leaving map[int64]struct{}) (*NameLedger, error) {
	empty, err := s.IsEmpty(ctx)
	if err != nil {
		return nil, err
	}
	return &NameLedger{service: s, empty: empty, leaving: leaving, given: map[place]struct{}{}, known: map[place]bool{}, lowest: map[place]int{}}, nil
}

func placeOf(item *BulkItem, key string) place {
	if id, known := item.ParentID(); known {
		return place{parentID: id, key: key}
	}
	return place{parent: item.Parent, key: key}
}

// Keep notes that an item has its name.
func (l *NameLedger) Keep(item *BulkItem) {
	l.given[placeOf(item, store.Fold(item.After.Name))] = struct{}{}
}

// Prepare asks the site for the names of many items at once.
func (l *NameLedger) Prepare(ctx context.Context, items []*BulkItem) error {
	if l.empty {
		return nil
	}
	byParent := map[int64][]string{}
	for _, item := range items {
		if id, known := item.ParentID(); known {
			byParent[id] = append(byParent[id], store.Fold(item.After.Name))
		}
	}
	for parentID, keys := range byParent {
		for some := range slices.Chunk(keys, chunk) {
			if err := l.ask(ctx, parentID, some); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *NameLedger) ask(ctx context.Context, parentID int64, keys []string) error {
	var found []struct {
		ID      int64
		NameKey string
	}
	err := l.service.store.Read(ctx).Raw("SELECT id, name_key FROM organizations WHERE COALESCE(parent_id, 0) = ? AND name_key IN ?", parentID, keys).Scan(&found).Error
	if err != nil {
		return fmt.Errorf("look for names: %w", err)
	}
	for _, key := range keys {
		l.known[place{parentID: parentID, key: key}] = false
	}
	for _, row := range found {
		_, leaves := l.leaving[row.ID]
		l.known[place{parentID: parentID, key: row.NameKey}] = !leaves
	}
	return nil
}

func (l *NameLedger) isTaken(ctx context.Context, item *BulkItem, name string) (bool, error) {
	at := placeOf(item, store.Fold(name))
	if _, given := l.given[at]; given {
		return true, nil
	}
	if l.empty || at.parent != nil {
		return false, nil
	}
	if _, asked := l.known[at]; !asked {
		if err := l.ask(ctx, at.parentID, []string{at.key}); err != nil {
			return false, err
		}
	}
	return l.known[at], nil
}

// Give gives an item its name: the one that it asks for, or where a sibling
// has that already the one with its city, else with a number (ORG-2). An
// organization that got such a name before keeps it. It reports false when
// there is no free name.
func (l *NameLedger) Give(ctx context.Context, item *BulkItem) (bool, error) {
	wanted := item.After.Name
	try := func(name string) (bool, error) {
		taken, err := l.isTaken(ctx, item, name)
		if err != nil || taken {
			return false, err
		}
		item.After.Name = name
		l.Keep(item)
		return true, nil
	}
	names := []string{wanted}
	if item.Before != nil && !item.Moves() && IsVariant(item.Before.Name, wanted, item.After.City) {
		names = append(names, item.Before.Name)
	}
	if item.After.City != "" {
		names = append(names, addition(wanted, item.After.City))
	}
	for _, name := range names {
		if given, err := try(name); given || err != nil {
			return given, err
		}
	}
	at := placeOf(item, store.Fold(wanted))
	for number := max(2, l.lowest[at]); number <= MaxVariants; number++ {
		given, err := try(addition(wanted, fmt.Sprint(number)))
		if given || err != nil {
			l.lowest[at] = number + 1
			return given, err
		}
	}
	return false, nil
}

// IsVariant reports whether a name is what ORG-2 makes of another that was
// taken.
func IsVariant(name, of, city string) bool {
	if city != "" && name == addition(of, city) {
		return true
	}
	at := strings.LastIndex(name, " (")
	if at < 0 || !strings.HasSuffix(name, ")") {
		return false
	}
	number := name[at+2 : len(name)-1]
	return number != "" && strings.Trim(number, "0123456789") == "" && name == addition(of, number)
}

// Variants returns the names under which an import may have put an
// organization: its own, then what ORG-2 makes of it, at most limit of them.
func Variants(name, city string, limit int) []string {
	names := []string{name}
	if city != "" {
		names = append(names, addition(name, city))
	}
	for number := 2; len(names) < limit; number++ {
		names = append(names, addition(name, fmt.Sprint(number)))
	}
	return names
}
