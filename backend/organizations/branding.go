package organizations

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/figures"
	"portico/backend/store"
)

// Branding is how an organization's pages look (ORG-6). Its own, or for those
// that inherit, what is in force there.
type Branding struct {
	PrimaryColour string // "#0f6b73"; "" for the product's own
	AccentColour  string
	Logo          Logo // Hash "" for none
}

// Logo is a logo without its content.
type Logo struct {
	Hash          string // names it in its address
	Width, Height int    // pixels
}

// BrandingInput is what may be set. Picture nil keeps the logo.
type BrandingInput struct {
	PrimaryColour string
	AccentColour  string
	Picture       []byte // PNG, JPEG or WebP
	RemoveLogo    bool
}

// OwnBranding returns what an organization has of its own.
func (s *Service) OwnBranding(ctx context.Context, id int64) (Branding, error) {
	found, err := s.brandings(ctx, []int64{id})
	return found[id], err
}

// BrandingOf returns what is in force for an organization: of each part its
// own, or that of the nearest organization above it that has one.
func (s *Service) BrandingOf(ctx context.Context, o Organization) (Branding, error) {
	ids := store.PathIDs(o.Path)
	found, err := s.brandings(ctx, ids)
	if err != nil {
		return Branding{}, err
	}
	var inForce Branding
	for i := len(ids) - 1; i >= 0; i-- {
		own := found[ids[i]]
		if inForce.PrimaryColour == "" {
			// Colours are chosen together.
			inForce.PrimaryColour, inForce.AccentColour = own.PrimaryColour, own.AccentColour
		}
		if inForce.Logo.Hash == "" {
			inForce.Logo = own.Logo
		}
	}
	return inForce, nil
}

func (s *Service) brandings(ctx context.Context, ids []int64) (map[int64]Branding, error) {
	var rows []struct {
		ID                          int64
		PrimaryColour, AccentColour string
		Hash                        string
		Width, Height               int
	}
	err := s.store.Read(ctx).Raw(`SELECT o.id, o.primary_colour, o.accent_colour, COALESCE(l.hash, '') AS hash, COALESCE(l.width, 0) AS width, COALESCE(l.height, 0) AS height
		FROM organizations o LEFT JOIN organization_logos l ON l.organization_id = o.id WHERE o.id IN ?`, ids).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("find branding: %w", err)
	}
	found := make(map[int64]Branding, len(rows))
	for _, row := range rows {
		found[row.ID] = Branding{row.PrimaryColour, row.AccentColour, Logo{row.Hash, row.Width, row.Height}}
	}
	return found, nil
}

// SaveBranding sets an organization's colours and logo. The picture is read
// and written anew before the transaction. It returns an Invalid fault for a
// colour or picture that can't be read.
func (s *Service) SaveBranding(ctx context.Context, scope access.Scope, id int64, in BrandingInput) (Branding, error) {
	fields := &fault.Fields{}
	colour := func(text *string, field string) {
		if *text == "" {
			return
		}
		parsed, ok := figures.ParseColour(*text)
		fields.Require(ok, field, "Enter a colour such as #0f6b73.")
		*text = parsed.String()
	}
	colour(&in.PrimaryColour, "primaryColour")
	colour(&in.AccentColour, "accentColour")
	fields.Require(in.AccentColour == "" || in.PrimaryColour != "", "primaryColour", "Choose this one too: colours go together.")
	var picture figures.Picture
	if len(in.Picture) > 0 && !in.RemoveLogo {
		var err error
		if picture, err = figures.ReadPicture(in.Picture); err != nil {
			refused := fault.As(err)
			if refused == nil {
				return Branding{}, err
			}
			fields.Add("logo", refused.Message)
		}
	}
	if err := fields.Err(); err != nil {
		return Branding{}, err
	}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.Find(ctx, scope, id)
		if err != nil {
			return err
		}
		before, err := s.OwnBranding(ctx, id)
		if err != nil {
			return err
		}
		now := s.store.Now()
		db := s.store.Write(ctx)
		if err := db.Exec("UPDATE organizations SET primary_colour = ?, accent_colour = ?, updated_at = ? WHERE id = ?", in.PrimaryColour, in.AccentColour, now, id).Error; err != nil {
			return fmt.Errorf("save branding: %w", err)
		}
		switch {
		case in.RemoveLogo:
			err = db.Exec("DELETE FROM organization_logos WHERE organization_id = ?", id).Error
		case picture.PNG != nil:
			sum := sha256.Sum256(picture.PNG)
			err = db.Exec(`INSERT INTO organization_logos (organization_id, hash, content, width, height, updated_at) VALUES (?, ?, ?, ?, ?, ?)
				ON CONFLICT (organization_id) DO UPDATE SET hash = excluded.hash, content = excluded.content, width = excluded.width, height = excluded.height, updated_at = excluded.updated_at`,
				id, hex.EncodeToString(sum[:]), picture.PNG, picture.Width, picture.Height, now).Error
		}
		if err != nil {
			return fmt.Errorf("save logo: %w", err)
		}
		after, err := s.OwnBranding(ctx, id)
		if err != nil || after == before {
			return err
		}
		return s.log.Record(ctx, audit.Change{Action: "organization.branding", Subject: subject(o), Before: before.facts(), After: after.facts()})
	})
	if err != nil {
		return Branding{}, err
	}
	return s.OwnBranding(ctx, id)
}

func (b Branding) facts() map[string]any {
	return map[string]any{"primary_colour": b.PrimaryColour, "accent_colour": b.AccentColour, "logo": b.Logo.Hash}
}

// LogoContent returns the PNG of a logo by its hash, or a NotFound fault.
func (s *Service) LogoContent(ctx context.Context, hash string) ([]byte, error) {
	var found [][]byte
	if err := s.store.Read(ctx).Raw("SELECT content FROM organization_logos WHERE hash = ? LIMIT 1", hash).Scan(&found).Error; err != nil {
		return nil, fmt.Errorf("find logo: %w", err)
	}
	if len(found) == 0 {
		return nil, fault.New(fault.NotFound, "There is no such picture.")
	}
	return found[0], nil
}

// CopyBranding gives an organization the own branding of another, as a new
// partner gets that of the Model Organization (REG-2). It belongs into the
// transaction that makes the organization.
func (s *Service) CopyBranding(ctx context.Context, from, to int64) error {
	db := s.store.Write(ctx)
	err := db.Exec("UPDATE organizations SET (primary_colour, accent_colour) = (SELECT primary_colour, accent_colour FROM organizations WHERE id = ?) WHERE id = ?", from, to).Error
	if err == nil {
		err = db.Exec(`INSERT INTO organization_logos (organization_id, hash, content, width, height, updated_at)
			SELECT ?, hash, content, width, height, ? FROM organization_logos WHERE organization_id = ?`, to, s.store.Now(), from).Error
	}
	if err != nil {
		return fmt.Errorf("copy branding: %w", err)
	}
	return nil
}

// forgetBranding removes an organization's logo, in the transaction that
// deletes the organization.
func (s *Service) forgetBranding(ctx context.Context, id int64) error {
	if err := s.store.Write(ctx).Exec("DELETE FROM organization_logos WHERE organization_id = ?", id).Error; err != nil {
		return fmt.Errorf("forget logo: %w", err)
	}
	return nil
}
