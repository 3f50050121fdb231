package bindings

import (
	"context"

	"portico/backend"
	"portico/backend/audit"
	"portico/backend/organizations"
)

// PartnerEntry is a classifier or role of an organization.
type PartnerEntry struct {
	Name    string   `json:"name"`
	Choices []string `json:"choices"` // of a classifier
	From    string   `json:"from"`    // the organization above that it comes from; "" for an own one
}

// PartnerDriver is a driver as it stands for an organization.
type PartnerDriver struct {
	Assessment string `json:"assessment"`
	Name       string `json:"name"`
	IsOn       bool   `json:"isOn"`
	IsOwn      bool   `json:"isOwn"` // set by the organization itself
	From       string `json:"from"`  // the organization above that set it; "" for the assessment's default, or its own
}

// PartnerText is a text that an organization has of its own.
type PartnerText struct {
	Kind      string `json:"kind"`
	Label     string `json:"label"`
	Language  string `json:"language"` // "" for every one
	Subject   string `json:"subject"`  // of a mail
	Body      string `json:"body"`     // Markdown
	UpdatedAt string `json:"updatedAt"`
}

// PartnerPart says of one page of Organization Settings whether partners may
// open it (PRT-4), and who changed it last.
type PartnerPart struct {
	Allowed bool   `json:"allowed"`
	By      string `json:"by"` // "" where nobody has
	At      string `json:"at"`
}

// PartnerSettings is what the partners of an organization have made of its
// settings.
type PartnerSettings struct {
	Classifiers     []PartnerEntry  `json:"classifiers"`
	Roles           []PartnerEntry  `json:"roles"`
	Drivers         []PartnerDriver `json:"drivers"`
	Texts           []PartnerText   `json:"texts"`
	ClassifiersPart PartnerPart     `json:"classifiersPart"`
	RolesPart       PartnerPart     `json:"rolesPart"`
	DriversPart     PartnerPart     `json:"driversPart"`
	TextsPart       PartnerPart     `json:"textsPart"`
}

// PartnerSettings returns what partners have made of an organization's
// settings. It stays in force, and is shown, while PRT-4 lets them change
// nothing.
func (o *Organizations) PartnerSettings(id int64) (PartnerSettings, error) {
	made := PartnerSettings{Classifiers: []PartnerEntry{}, Roles: []PartnerEntry{}, Drivers: []PartnerDriver{}, Texts: []PartnerText{}}
	ctx, b, err := o.core.enter()
	if err != nil {
		return made, err
	}
	organization, err := b.Organizations.Find(ctx, everything, id)
	if err != nil {
		return made, err
	}
	for _, read := range []func(context.Context, *backend.Backend, organizations.Organization) error{made.readLists, made.readDrivers, made.readTexts, made.readParts} {
		if err := read(ctx, b, organization); err != nil {
			return made, err
		}
	}
	return made, nil
}

func (p *PartnerSettings) readLists(ctx context.Context, b *backend.Backend, o organizations.Organization) error {
	classifiers, err := b.Responses.Classifiers(ctx, everything, o.ID)
	if err != nil {
		return err
	}
	for _, one := range classifiers {
		p.Classifiers = append(p.Classifiers, PartnerEntry{one.Name, append([]string{}, one.Choices...), one.From})
	}
	roles, err := b.Responses.ParticipantRoles(ctx, everything, o.ID)
	for _, one := range roles {
		p.Roles = append(p.Roles, PartnerEntry{one.Name, []string{}, one.From})
	}
	return err
}

func (p *PartnerSettings) readDrivers(ctx context.Context, b *backend.Backend, o organizations.Organization) error {
	all, err := b.Responses.Drivers(ctx, everything, o.ID)
	for _, assessment := range all {
		for _, driver := range assessment.Drivers {
			one := PartnerDriver{Assessment: assessment.Name, Name: driver.Name, IsOn: driver.IsOn, IsOwn: driver.Own != nil}
			if !one.IsOwn {
				one.From = driver.From
			}
			p.Drivers = append(p.Drivers, one)
		}
	}
	return err
}

func (p *PartnerSettings) readTexts(ctx context.Context, b *backend.Backend, o organizations.Organization) error {
	texts, err := b.Texts.OwnOf(ctx, everything, o)
	for _, one := range texts {
		p.Texts = append(p.Texts, PartnerText{string(one.Info.Kind), one.Info.Label, one.Language, one.Text.Subject, one.Text.Body, one.UpdatedAt.RFC3339()})
	}
	return err
}

func (p *PartnerSettings) readParts(ctx context.Context, b *backend.Backend, o organizations.Organization) error {
	portal, err := b.Settings.Portal(ctx)
	if err != nil {
		return err
	}
	for _, one := range []struct {
		part    *PartnerPart
		allowed bool
		query   audit.Query
	}{
		{&p.ClassifiersPart, portal.AllowClassifiers, audit.Query{SubjectKind: "organization", Action: "organization.classifier"}},
		{&p.RolesPart, portal.AllowRoles, audit.Query{SubjectKind: "organization", Action: "organization.participant_role"}},
		{&p.DriversPart, portal.AllowDrivers, audit.Query{SubjectKind: "organization", Action: "organization.drivers"}},
		{&p.TextsPart, portal.AllowSelfManagement, audit.Query{SubjectKind: "text"}},
	} {
		one.part.Allowed = one.allowed
		one.query.SubjectID, one.query.Limit = o.ID, 1
		last, err := b.Audit.List(ctx, one.query)
		if err != nil {
			return err
		}
		for _, entry := range last.Items {
			one.part.By, one.part.At = entry.ActorName, entry.At.RFC3339()
		}
	}
	return nil
}
