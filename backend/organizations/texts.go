package organizations

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Texts are an organization's own texts as Markdown, each of at most 10,000
// characters (ORG-6). Partners write them under Organization Settings, the
// administrator at the desk.
type Texts struct {
	About   string `json:"about"`
	Privacy string `json:"privacy"` // "" for the site's

	Seen store.Time `json:"-"` // UpdatedAt of what they were made from; zero not to ask
}

// maxText is the greatest length of an own text, in characters.
const maxText = 10_000

// SaveTexts changes an organization's own texts. It returns an Invalid fault
// for one that is too long, and a Conflict fault with the field "seen" when the
// organization was changed meanwhile.
func (s *Service) SaveTexts(ctx context.Context, scope access.Scope, id int64, texts Texts) (Organization, error) {
	var fields fault.Fields
	checkTexts(&fields, &texts.About, &texts.Privacy)
	if err := fields.Err(); err != nil {
		return Organization{}, err
	}
	var updated Organization
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.Find(ctx, scope, id)
		if err != nil {
			return err
		}
		if err := o.refuseMeanwhile(texts.Seen); err != nil {
			return err
		}
		before := Texts{About: o.About, Privacy: o.Privacy}
		o.About, o.Privacy, o.UpdatedAt = texts.About, texts.Privacy, s.store.Now()
		if err := s.store.Write(ctx).Select("about", "privacy", "updated_at").Where("id = ?", id).Updates(&o).Error; err != nil {
			return fmt.Errorf("save texts of organization: %w", err)
		}
		updated = o
		return s.log.Record(ctx, audit.Change{Action: "organization.texts", Subject: subject(o), Before: before, After: Texts{About: o.About, Privacy: o.Privacy}})
	})
	return updated, err
}

func checkTexts(fields *fault.Fields, about, privacy *string) {
	for name, text := range map[string]*string{"about": about, "privacy": privacy} {
		*text = store.CleanText(*text)
		fields.Require(len([]rune(*text)) <= maxText, name, "Use at most 10,000 characters.")
	}
}
