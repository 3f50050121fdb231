package responses

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/store"
)

// MaxViews is how many views of the list one manager can keep.
const MaxViews = 30

// View is filters of the list of responses that a manager keeps under a name.
type View struct {
	ID        int64 `gorm:"primaryKey"`
	UserID    int64
	List      string
	Name      string
	NameKey   string
	Query     string     // the part of the address after "?"
	CreatedAt store.Time `gorm:"autoCreateTime:false"`
}

// TableName is the table of views.
func (View) TableName() string { return "saved_views" }

const responsesList = "responses"

// Views returns the views that whoever asks has kept, by name.
func (s *Service) Views(ctx context.Context, scope access.Scope) ([]View, error) {
	views := []View{}
	err := s.store.Read(ctx).Where("user_id = ? AND list = ?", scope.UserID(), responsesList).Order("name_key").Find(&views).Error
	if err != nil {
		return nil, fmt.Errorf("list saved views: %w", err)
	}
	return views, nil
}

// SaveView keeps filters under a name; one of that name is replaced. It returns
// an Invalid fault for the field view.
func (s *Service) SaveView(ctx context.Context, scope access.Scope, name, query string) error {
	name = store.Clean(name)
	var fields fault.Fields
	fields.Require(store.Fold(name) != "", "view", "Enter a name.")
	fields.Require(len([]rune(name)) <= MaxName, "view", "Use at most 100 characters.")
	fields.Require(len(query) <= 2000, "view", "These filters are too long to be kept.")
	if err := fields.Err(); err != nil {
		return err
	}
	return s.store.InTx(ctx, func(ctx context.Context) error {
		views, err := s.Views(ctx, scope)
		if err != nil {
			return err
		}
		key := store.Fold(name)
		for _, view := range views {
			if view.NameKey == key {
				return s.store.Write(ctx).Exec("UPDATE saved_views SET query = ?, name = ? WHERE id = ?", query, name, view.ID).Error
			}
		}
		if len(views) >= MaxViews {
			fields.Add("view", "There are 30 already. Delete one first.")
			return fields.Err()
		}
		view := View{UserID: scope.UserID(), List: responsesList, Name: name, NameKey: key, Query: query, CreatedAt: s.store.Now()}
		if err := s.store.Write(ctx).Create(&view).Error; err != nil {
			return fmt.Errorf("save view: %w", err)
		}
		return nil
	})
}

// DeleteView forgets a view of whoever asks. Another's answers as a missing
// one: NotFound.
func (s *Service) DeleteView(ctx context.Context, scope access.Scope, id int64) error {
	gone := s.store.Write(ctx).Exec("DELETE FROM saved_views WHERE id = ? AND user_id = ?", id, scope.UserID())
	if gone.Error != nil {
		return fmt.Errorf("delete view: %w", gone.Error)
	}
	if gone.RowsAffected == 0 {
		return fault.New(fault.NotFound, "This view does not exist.")
	}
	return nil
}
