package bindings

import (
	"portico/backend/organizations"
	"portico/backend/sitetext"
)

// OwnTexts are an organization's own texts as Markdown.
type OwnTexts struct {
	About   string `json:"about"`
	Privacy string `json:"privacy"` // "" for the site's
	Seen    int64  `json:"seen"`    // of what the form was filled with
}

// OwnTextPages are the pages on which the texts stand, as HTML that stands by
// itself.
type OwnTextPages struct {
	About   string `json:"about"`
	Privacy string `json:"privacy"` // with the site's text where there is none of its own
}

// SaveTexts changes an organization's own "About us" and "Privacy policy".
func (o *Organizations) SaveTexts(id int64, texts OwnTexts) (OrganizationDetail, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return OrganizationDetail{}, err
	}
	saved, err := b.Organizations.SaveTexts(ctx, everything, id, organizations.Texts{About: texts.About, Privacy: texts.Privacy, Seen: seen(texts.Seen)})
	if err != nil {
		return OrganizationDetail{}, err
	}
	return organizationDetail(ctx, b, saved)
}

// PreviewTexts returns the pages with texts that need not be saved, as
// somebody of the organization would see them.
func (o *Organizations) PreviewTexts(id int64, texts OwnTexts) (OwnTextPages, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return OwnTextPages{}, err
	}
	var pages OwnTextPages
	if pages.About, err = b.Portal.PreviewOwnText(ctx, id, "field.about", texts.About); err != nil {
		return pages, err
	}
	if texts.Privacy == "" {
		site, err := b.Texts.Text(ctx, sitetext.Privacy, id, "en")
		if err != nil {
			return pages, err
		}
		pages.Privacy, err = b.Portal.Preview(ctx, sitetext.Privacy, site, id, "en")
		return pages, err
	}
	pages.Privacy, err = b.Portal.PreviewOwnText(ctx, id, "privacy", texts.Privacy)
	return pages, err
}
