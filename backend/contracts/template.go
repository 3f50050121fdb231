package contracts

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Template is a text with reserved words, from which documents are made.
type Template struct {
	ID        int64 `gorm:"primaryKey"`
	Name      string
	NameKey   string
	Title     string // of documents that are made from it
	Body      string
	CreatedAt store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt store.Time `gorm:"autoUpdateTime:false"`
}

// TableName is the table of templates.
func (Template) TableName() string { return "contract_templates" }

func (t Template) subject() audit.Subject {
	return audit.Subject{Kind: "contract_template", ID: t.ID, Name: t.Name}
}

func (t Template) facts() map[string]any {
	return map[string]any{"name": t.Name, "title": t.Title, "body": t.Body}
}

var errNoTemplate = fault.New(fault.NotFound, "This template does not exist.")

// Templates returns all templates by name, at most 1,000.
func (s *Service) Templates(ctx context.Context) ([]Template, error) {
	templates := []Template{}
	if err := s.Store.Read(ctx).Order("name_key").Limit(1000).Find(&templates).Error; err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	return templates, nil
}

// Template returns a template, or a NotFound fault.
func (s *Service) Template(ctx context.Context, id int64) (Template, error) {
	var t Template
	err := s.Store.Read(ctx).First(&t, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Template{}, errNoTemplate
	}
	if err != nil {
		return Template{}, fmt.Errorf("find template: %w", err)
	}
	return t, nil
}

// SaveTemplate makes a template (id 0) or changes one. It returns an Invalid
// fault for the fields name, title and body; an unknown reserved word is named
// with its line.
func (s *Service) SaveTemplate(ctx context.Context, id int64, name, title, body string) (Template, error) {
	name, title, body = store.Clean(name), store.Clean(title), store.CleanText(body)
	var fields fault.Fields
	fields.Require(store.Fold(name) != "", "name", "Give the template a name.")
	fields.Require(store.Fold(title) != "", "title", "Give its documents a title.")
	fields.Require(strings.TrimSpace(body) != "", "body", "Write the text.")
	within(&fields, "name", name, MaxName)
	within(&fields, "title", title, MaxTitle)
	within(&fields, "body", body, MaxBody)
	if problem := checkReserved(body); problem != "" {
		fields.Add("body", problem)
	}
	var saved Template
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		action, before := "contract_template.create", map[string]any(nil)
		saved = Template{CreatedAt: s.Store.Now()}
		if id != 0 {
			found, err := s.Template(ctx, id)
			if err != nil {
				return err
			}
			action, before, saved = "contract_template.update", found.facts(), found
		}
		var taken int64
		if err := s.Store.Read(ctx).Raw("SELECT id FROM contract_templates WHERE name_key = ? AND id <> ?", store.Fold(name), id).Scan(&taken).Error; err != nil {
			return fmt.Errorf("look for name of template: %w", err)
		}
		fields.Require(taken == 0, "name", "Another template has this name.")
		if err := fields.Err(); err != nil {
			return err
		}
		saved.Name, saved.NameKey, saved.Title, saved.Body, saved.UpdatedAt = name, store.Fold(name), title, body, s.Store.Now()
		if err := s.Store.Write(ctx).Save(&saved).Error; err != nil {
			return fmt.Errorf("save template: %w", err)
		}
		change := audit.Change{Action: action, Subject: saved.subject(), After: saved.facts()}
		if before != nil {
			change.Before = before
		}
		return s.Log.Record(ctx, change)
	})
	return saved, err
}

// DeleteTemplate removes a template. Documents that were made from it stay.
func (s *Service) DeleteTemplate(ctx context.Context, id int64) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		t, err := s.Template(ctx, id)
		if err != nil {
			return err
		}
		if err := s.Store.Write(ctx).Delete(&Template{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete template: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "contract_template.delete", Subject: t.subject(), Before: t.facts()})
	})
}

// Use makes a document from a template for each of these contracts, and returns
// them in their order.
func (s *Service) Use(ctx context.Context, templateID int64, contractIDs []int64) ([]Document, error) {
	made := []Document{}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		t, err := s.Template(ctx, templateID)
		if err != nil {
			return err
		}
		for _, id := range contractIDs {
			d, err := s.CreateDocument(ctx, id, DocumentInput{Title: t.Title, Kind: Text, Body: t.Body, IsSignable: true})
			if err != nil {
				return err
			}
			made = append(made, d)
		}
		return nil
	})
	return made, err
}

// PreviewTemplate returns the PDF of a text that is not saved, with its reserved
// words as they stand.
func (s *Service) PreviewTemplate(title, body string) (Preview, error) {
	if problem := checkReserved(body); problem != "" {
		return Preview{}, &fault.Error{Code: fault.Invalid, Message: problem, Fields: map[string]string{"body": problem}}
	}
	made, lost, err := print(store.Clean(title), "", store.CleanText(body), nil, s.Store.Now().Time)
	return Preview{PDF: PDF{Name: pdfName(title), Bytes: made}, Lost: lost}, err
}
