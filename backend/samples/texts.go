package samples

import (
	"context"

	"portico/backend/sitetext"
)

// writeTexts gives the site a few texts of its own, and one organization a
// text that only its respondents read.
func (s *demoSite) writeTexts(ctx context.Context) error {
	site := map[sitetext.Kind]string{
		sitetext.Initiation: `Register your organization and you can invite your first respondents today. It takes two minutes; you need nothing but an email address.`,
		sitetext.FirstTime: `## Welcome, {{user.first_name}}

You look after **{{organization.name}}** here. Three things to begin with:

1. *Assessments* shows what you can use.
2. On *Responses* you invite somebody by email.
3. Under *Organization Settings* you invite colleagues.`,
		sitetext.Help: `# Help

- **Invite**: on *Responses*, choose *Invite*, enter name and email, send.
- **Somebody lost the email**: *Send again* in the respondent's line.
- **More time**: *Extend* in the respondent's line.

Questions? Write to partners@northwind.example.`,
	}
	for kind, body := range site {
		if err := s.Texts.Save(ctx, kind, sitetext.Place{}, sitetext.Text{Body: body}); err != nil {
			return err
		}
	}
	return s.Texts.Save(ctx, sitetext.Introduction, sitetext.Place{OrganizationID: s.organizations[managerHome].ID}, sitetext.Text{
		Body: "Hei {{respondent.first_name}},\n\n**{{organization.name}}** asks you to answer *{{assessment.name}}*. You can stop at any time and come back through the same link until {{expires}}.",
	})
}
