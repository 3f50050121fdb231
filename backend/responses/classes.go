package responses

import (
	"context"
	"fmt"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// ClassifiersFor returns the classifiers that an organization's responses can
// have, its own before those of the organizations above it, whether or not
// managers may change them. Of two with one name the nearer one counts.
func (s *Service) ClassifiersFor(ctx context.Context, organization organizations.Organization) ([]Classifier, error) {
	var all []Classifier
	err := s.store.Read(ctx).Raw(`SELECT c.* FROM organization_classifiers c JOIN organizations o ON o.id = c.organization_id
		WHERE c.organization_id IN ? ORDER BY o.level DESC, c.position, c.id`, store.PathIDs(organization.Path)).Scan(&all).Error
	if err != nil {
		return nil, fmt.Errorf("list classifiers: %w", err)
	}
	nearest, seen := []Classifier{}, map[string]bool{}
	for _, one := range all {
		if !seen[one.NameKey] {
			seen[one.NameKey] = true
			nearest = append(nearest, one)
		}
	}
	return nearest, nil
}

// classify brings what was said of classifiers into the spelling that they
// have, and notes in fields what none of them is. Empty values are dropped.
func (s *Service) classify(ctx context.Context, fields *fault.Fields, organization organizations.Organization, said Classes) (Classes, error) {
	kept := Classes{}
	if len(said) == 0 {
		return kept, nil
	}
	known, err := s.ClassifiersFor(ctx, organization)
	if err != nil {
		return nil, err
	}
	byName := map[string]Classifier{}
	for _, one := range known {
		byName[one.NameKey] = one
	}
	for name, value := range said {
		value = store.Clean(value)
		if value == "" {
			continue
		}
		classifier, ok := byName[store.Fold(name)]
		if !ok {
			fields.Add("classifiers", fmt.Sprintf("This organization has no classifier “%s”.", store.Clean(name)))
			continue
		}
		choice, ok := classifier.Choice(value)
		if !ok {
			fields.Add("classifiers", fmt.Sprintf("“%s” is no value of %s.", value, classifier.Name))
			continue
		}
		kept[classifier.Name] = choice
	}
	return kept, nil
}

// Choice returns a value in the spelling that the classifier has.
func (c Classifier) Choice(value string) (string, bool) {
	key := store.Fold(value)
	for _, choice := range c.Choices {
		if store.Fold(choice) == key {
			return choice, true
		}
	}
	return "", false
}
