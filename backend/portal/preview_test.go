package portal_test

import (
	"strings"
	"testing"

	"portico/backend/fault"
	"portico/backend/sitetext"
	"portico/backend/testkit"
)

// A preview is the real page, stands by itself, and shows what is typed.
// Shows TXT-2.
func TestPreviewOfEveryText_TXT2(t *testing.T) {
	t.Parallel()
	site := testkit.OpenRegistration(t)
	organization := testkit.MustCreateOrganization(t, site.Backend, 0, "Åkeri <b>& Co</b>")
	before := auditEntries(t, site)
	for _, info := range sitetext.Catalogue() {
		for _, language := range sitetext.Languages() {
			for _, organizationID := range []int64{0, organization.ID} {
				body := "Typed **just now** <script>alert(1)</script>"
				for _, placeholder := range info.Placeholders {
					body += " " + placeholder.Written()
				}
				page, err := site.Portal.Preview(t.Context(), info.Kind, sitetext.Text{Subject: "A subject", Body: body}, organizationID, language)
				if err != nil {
					t.Errorf("%s: %v", info.Kind, err)
					continue
				}
				if !strings.Contains(page, "just now") || !strings.Contains(page, `<style nonce="__CSP_NONCE__">:root{`) || !strings.Contains(page, `<html lang="`+language+`">`) {
					t.Errorf("%s in %s: not the page: %.200s", info.Kind, language, page)
				}
				if strings.Contains(page, "<script") || strings.Contains(page, "/assets/") || strings.Contains(page, "{{") {
					t.Errorf("%s in %s does not stand by itself, or holds script", info.Kind, language)
				}
				if info.IsMail && !strings.Contains(page, "A subject") {
					t.Errorf("%s has no subject", info.Kind)
				}
				names := false
				for _, placeholder := range info.Placeholders {
					names = names || placeholder.Name == "organization.name"
				}
				if names && organizationID != 0 && !strings.Contains(page, "Åkeri &lt;b&gt;&amp; Co&lt;/b&gt;") {
					t.Errorf("%s does not name the organization chosen", info.Kind)
				}
			}
		}
	}
	if after := auditEntries(t, site); after != before {
		t.Error("a preview is written down as a change")
	}
	if _, err := site.Portal.Preview(t.Context(), sitetext.Initiation, sitetext.Text{Body: "{{nothing}}"}, 0, "en"); !fault.Is(err, fault.Invalid) {
		t.Errorf("unknown placeholder: %v", err)
	}
	if _, err := site.Portal.Preview(t.Context(), sitetext.Help, sitetext.Text{Body: "x"}, 999, "en"); !fault.Is(err, fault.NotFound) {
		t.Errorf("unknown organization: %v", err)
	}
	if _, err := site.Portal.Preview(t.Context(), "no_such_text", sitetext.Text{Body: "x"}, 0, "en"); !fault.Is(err, fault.NotFound) {
		t.Errorf("unknown text: %v", err)
	}
}

func auditEntries(t *testing.T, site *testkit.OpenSite) int64 {
	t.Helper()
	result, err := site.Audit.Verify(t.Context(), nil, func(int64) {})
	if err != nil {
		t.Fatal(err)
	}
	return result.Entries
}
