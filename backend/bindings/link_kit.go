package bindings

import (
	"context"
	"io"
	"math"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/registrations"
)

// KitSelection says for what a kit is: one link, some organizations, or all
// organizations that a list shows.
type KitSelection struct {
	LinkID          int64             `json:"linkId"`          // 0 for organizations
	OrganizationIDs []int64           `json:"organizationIds"` // goes before Filter
	Filter          OrganizationQuery `json:"filter"`
}

// KitEffect is how much a kit holds.
type KitEffect struct {
	Count   int          `json:"count"`
	LeftOut []KitLeftOut `json:"leftOut"` // at most 100
	Missing int          `json:"missing"` // how many were left out
	Sample  KitSample    `json:"sample"`  // the first entry
	Drawn   int          `json:"drawn"`   // the greatest count that is drawn, as files or on paper
	Problem string       `json:"problem"` // why no link of it works at present, or ""
}

// KitSample is one entry of a kit, to look at.
type KitSample struct {
	Name        string `json:"name"`
	Address     string `json:"address"`
	QR          string `json:"qr"` // SVG
	Button      string `json:"button"`
	MailSubject string `json:"mailSubject"`
	MailBody    string `json:"mailBody"`
}

// KitLeftOut is an organization under which nobody can register, and why.
type KitLeftOut struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// kitFileNames are the names that are suggested for the files of a kit.
var kitFileNames = map[string]string{
	"png": "registration-link.png", "svg": "registration-link.svg", "html": "registration-button.html", "txt": "registration-mail.txt",
	"pdf": "registration-links.pdf", "csv": "registration-links.csv", "xlsx": "registration-links.xlsx", "zip": "registration-links.zip",
}

// KitEffect says what a kit would hold.
func (l *Links) KitEffect(selection KitSelection) (KitEffect, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return KitEffect{}, err
	}
	kit, err := kitOf(ctx, b, selection)
	if err != nil {
		return KitEffect{}, err
	}
	effect := KitEffect{Count: len(kit.Entries), LeftOut: []KitLeftOut{}, Missing: len(kit.LeftOut), Drawn: registrations.MaxKit, Problem: kit.Problem}
	for _, one := range kit.LeftOut[:min(len(kit.LeftOut), 100)] {
		effect.LeftOut = append(effect.LeftOut, KitLeftOut(one))
	}
	if len(kit.Entries) == 0 {
		return effect, nil
	}
	first := kit.Entries[0]
	code, err := first.QR()
	if err != nil {
		return KitEffect{}, err
	}
	effect.Sample = KitSample{Name: first.Name, Address: first.Address, QR: code.SVG("QR code of the registration link"), Button: kit.Button(first)}
	effect.Sample.MailSubject, effect.Sample.MailBody, err = kit.Mail(first)
	return effect, err
}

// SaveKit asks where to save a kit and writes it: "png", "svg", "html" or
// "txt" for one link, "pdf", "csv", "xlsx" or "zip" for any number.
func (l *Links) SaveKit(selection KitSelection, format string) (TaskState, error) {
	name, known := kitFileNames[format]
	if !known {
		return TaskState{}, fault.New(fault.Invalid, "There is no such kind of file.")
	}
	return l.core.save("Writing the link kit", name, func(ctx context.Context, b *backend.Backend, progress *Progress) (func(io.Writer) error, error) {
		kit, err := kitOf(ctx, b, selection)
		if err == nil {
			err = kit.Refuses(registrations.KitFormat(format)) // before anybody is asked where to save it
		}
		if err != nil {
			return nil, err
		}
		progress.Total(int64(len(kit.Entries)))
		return func(w io.Writer) error {
			return kit.Write(ctx, w, registrations.KitFormat(format), b.Store.Now().Time, progress.Done)
		}, nil
	})
}

func kitOf(ctx context.Context, b *backend.Backend, selection KitSelection) (registrations.Kit, error) {
	if selection.LinkID != 0 {
		return b.Registrations.LinkKit(ctx, selection.LinkID)
	}
	ids := selection.OrganizationIDs
	if len(ids) == 0 {
		var err error
		if ids, err = b.Organizations.Matching(ctx, everything, selection.Filter.service(), math.MaxInt32); err != nil {
			return registrations.Kit{}, err
		}
	}
	return b.Registrations.OrganizationsKit(ctx, ids)
}
