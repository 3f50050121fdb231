package responses

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// Limits of the lists that an organization keeps for its responses.
const (
	MaxListed  = 50  // classifiers, or participant roles, of one organization
	MaxChoices = 200 // of one classifier
)

// Classifier is an attribute of a response (department, region) for splitting
// and filtering reports. It never changes what the respondent sees.
type Classifier struct {
	ID             int64 `gorm:"primaryKey"`
	OrganizationID int64
	Name           string
	NameKey        string
	Choices        store.Strings
	Position       int
}

// ClassifierRow is a classifier as an organization has it.
type ClassifierRow struct {
	Classifier
	From string // the organization above that it comes from; "" for an own one
}

// TableName is the table of classifiers.
func (Classifier) TableName() string { return "organization_classifiers" }

var errNoClassifier = fault.New(fault.NotFound, "This classifier does not exist.")

// Classifiers returns the classifiers that an organization has: its own, then
// those of the organizations above it, which can only be changed there.
func (s *Service) Classifiers(ctx context.Context, scope access.Scope, organizationID int64) ([]ClassifierRow, error) {
	organization, err := s.settingsOf(ctx, scope, organizationID, classifiersPage)
	if err != nil {
		return nil, err
	}
	list := []ClassifierRow{}
	err = s.store.Read(ctx).Raw(`SELECT c.*, CASE WHEN c.organization_id = ? THEN '' ELSE o.name END AS "from"
		FROM organization_classifiers c JOIN organizations o ON o.id = c.organization_id
		WHERE c.organization_id IN ? ORDER BY o.level DESC, c.position, c.id`, organizationID, store.PathIDs(organization.Path)).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list classifiers: %w", err)
	}
	return list, nil
}

// SaveClassifier makes a classifier (id 0) or changes one of the organization.
// A new name is brought over to the responses that have a value of it. It
// returns an Invalid fault for the fields name and choices.
func (s *Service) SaveClassifier(ctx context.Context, scope access.Scope, organizationID, id int64, name string, choices []string) (Classifier, error) {
	name = store.Clean(name)
	var fields fault.Fields
	checkName(&fields, name)
	kept, seen := store.Strings{}, map[string]bool{}
	for _, choice := range choices {
		choice = store.Clean(choice)
		if key := store.Fold(choice); key != "" && !seen[key] {
			seen[key] = true
			kept = append(kept, choice)
		}
		fields.Require(len([]rune(choice)) <= MaxName, "choices", "Use at most 100 characters in each line.")
	}
	fields.Require(len(kept) > 0, "choices", "Enter the values, one in each line.")
	fields.Require(len(kept) <= MaxChoices, "choices", "Use at most 200 values.")
	if err := fields.Err(); err != nil {
		return Classifier{}, err
	}
	classifier := Classifier{ID: id, OrganizationID: organizationID, Name: name, NameKey: store.Fold(name), Choices: kept}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		organization, err := s.settingsOf(ctx, scope, organizationID, classifiersPage)
		if err != nil {
			return err
		}
		list := ownList{table: "organization_classifiers", organizationID: organizationID, missing: errNoClassifier}
		if classifier.Position, err = s.place(ctx, list, id, classifier.NameKey); err != nil {
			return err
		}
		after := map[string]any{"name": name, "choices": kept}
		if id != 0 {
			var old Classifier
			if err := s.store.Read(ctx).First(&old, "id = ?", id).Error; err != nil {
				return fmt.Errorf("find classifier: %w", err)
			}
			if old.Name != name {
				if after["responses"], err = s.carryClassifier(ctx, organization, old, name); err != nil {
					return err
				}
			}
		}
		if err := s.store.Write(ctx).Save(&classifier).Error; err != nil {
			return fmt.Errorf("save classifier: %w", err)
		}
		after["classifier"] = classifier.ID
		return s.log.Record(ctx, audit.Change{
			Action:  "organization.classifier",
			Subject: audit.Subject{Kind: "organization", ID: organization.ID, Name: organization.Name},
			After:   after,
		})
	})
	return classifier, err
}

// DeleteClassifier removes a classifier of the organization. Where responses
// have a value of it, it returns a Conflict fault that says how many, until it
// is told to be sure; they keep the value, in their reports too.
func (s *Service) DeleteClassifier(ctx context.Context, scope access.Scope, organizationID, id int64, sure bool) error {
	list := ownList{table: "organization_classifiers", organizationID: organizationID, missing: errNoClassifier}
	return s.deleteOwn(ctx, scope, classifiersPage, list, id, "organization.classifier_delete", func(ctx context.Context, o organizations.Organization, name string) error {
		if sure {
			return nil
		}
		count, err := s.count(ctx, classifierUse(o, name), store.Fold(name))
		if err != nil {
			return err
		}
		return refuseUse(count, "1 response has a value of this classifier. It keeps it; nobody else can get one.", "%d responses have a value of this classifier. They keep it; nobody else can get one.")
	})
}

func checkName(fields *fault.Fields, name string) {
	fields.Require(store.Fold(name) != "", "name", "Enter a name.")
	fields.Require(len([]rune(name)) <= MaxName, "name", "Use at most 100 characters.")
}

// ownList is a list that an organization keeps.
type ownList struct {
	table          string
	organizationID int64
	missing        error
}

// place returns where in the list an entry stands, or would stand when it is
// new (id 0). It returns an Invalid fault for a name that is taken or a list
// that is full.
func (s *Service) place(ctx context.Context, list ownList, id int64, nameKey string) (int, error) {
	var rows []struct {
		ID       int64
		NameKey  string
		Position int
	}
	err := s.store.Read(ctx).Raw("SELECT id, name_key, position FROM "+list.table+" WHERE organization_id = ? ORDER BY position, id", list.organizationID).Scan(&rows).Error
	if err != nil {
		return 0, fmt.Errorf("read list: %w", err)
	}
	position, found := 0, id == 0
	var fields fault.Fields
	for _, row := range rows {
		fields.Require(row.NameKey != nameKey || row.ID == id, "name", "This name is taken. Choose another.")
		if id == 0 {
			position = row.Position + 1
		} else if row.ID == id {
			position, found = row.Position, true
		}
	}
	if !found {
		return 0, list.missing
	}
	fields.Require(id != 0 || len(rows) < MaxListed, "name", "There are 50 already. Delete one first.")
	return position, fields.Err()
}

// deleteOwn removes an entry of the list, unless its use speaks against it.
func (s *Service) deleteOwn(ctx context.Context, scope access.Scope, page settingsPage, list ownList, id int64, action string, refuse func(ctx context.Context, o organizations.Organization, name string) error) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		organization, err := s.settingsOf(ctx, scope, list.organizationID, page)
		if err != nil {
			return err
		}
		var names []string
		if err := s.store.Read(ctx).Raw("SELECT name FROM "+list.table+" WHERE id = ? AND organization_id = ?", id, list.organizationID).Scan(&names).Error; err != nil {
			return fmt.Errorf("find entry: %w", err)
		}
		if len(names) == 0 {
			return list.missing
		}
		if err := refuse(ctx, organization, names[0]); err != nil {
			return err
		}
		if err := s.store.Write(ctx).Exec("DELETE FROM "+list.table+" WHERE id = ? AND organization_id = ?", id, list.organizationID).Error; err != nil {
			return fmt.Errorf("delete entry: %w", err)
		}
		return s.log.Record(ctx, audit.Change{
			Action:  action,
			Subject: audit.Subject{Kind: "organization", ID: organization.ID, Name: organization.Name},
			Before:  map[string]any{"name": names[0]},
		})
	})
}
