package portal_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/testkit"
)

func logo(t *testing.T, shade uint8) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, 120, 40))
	picture.Set(1, 1, color.NRGBA{shade, 0, 0, 255})
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var (
	stylesheet = regexp.MustCompile(`href="(/look/[^"]+)"`)
	picture    = regexp.MustCompile(`src="(/logo/[^"]+)"`)
)

// looks returns the addresses of a page's colours and logo.
func looks(page *testkit.Page) (colours, logo string) {
	if found := stylesheet.FindStringSubmatch(page.Body); found != nil {
		colours = found[1]
	}
	if found := picture.FindStringSubmatch(page.Body); found != nil {
		logo = found[1]
	}
	return colours, logo
}

// Shows ORG-6, REG-1, REG-2, SEC-39.
func TestBranding_ORG6_SEC39(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	ctx := t.Context()
	save := func(o organizations.Organization, in organizations.BrandingInput) {
		t.Helper()
		if _, err := v.site.Organizations.SaveBranding(ctx, testkit.Everything(), o.ID, in); err != nil {
			t.Fatal(err)
		}
	}
	if colours, logo := looks(v.browser().Get("/register")); colours != "" || logo != "" {
		t.Fatal(colours, logo)
	}
	save(v.site.Model, organizations.BrandingInput{PrimaryColour: "#C2410C", Picture: logo(t, 1)})
	group := testkit.MustCreateOrganization(t, v.site.Backend, 0, "Group")
	part := testkit.MustCreateOrganization(t, v.site.Backend, group.ID, "Part")
	save(group, organizations.BrandingInput{PrimaryColour: "#ffee00", AccentColour: "#112233", Picture: logo(t, 2)})

	t.Run("REG-1 the page has the Model Organization's look", func(t *testing.T) {
		if colours, logo := looks(v.browser().Get("/register")); colours != "/look/c2410c-c2410c.css" || logo == "" {
			t.Fatal(colours, logo)
		}
	})
	t.Run("under a parent it has the look of the nearest organization that has one", func(t *testing.T) {
		if colours, _ := looks(v.browser().Get("/register?org=" + v.site.Organizations.Key(part))); colours != "/look/ffee00-112233.css" {
			t.Fatal(colours)
		}
		save(part, organizations.BrandingInput{PrimaryColour: "#010203"})
		colours, logo := looks(v.browser().Get("/register?org=" + v.site.Organizations.Key(part)))
		if colours != "/look/010203-010203.css" || logo == "" {
			t.Fatal("colours are its own, the logo is inherited:", colours, logo)
		}
	})
	t.Run("REG-2 a partner starts with the Model Organization's look, and has it inside", func(t *testing.T) {
		partner(v.browser().Get("/register"), "Halden AS", "bo@halden.example").Submit().At("/register/done")
		save(v.site.Model, organizations.BrandingInput{RemoveLogo: true})
		home := v.browser().Get("/login").Form("Sign in").Set("Email or Login", "bo@halden.example").Set("Password", testkit.Password).Submit().At("/home")
		if colours, logo := looks(home); colours != "/look/c2410c-c2410c.css" || logo == "" {
			t.Fatal(colours, logo)
		}
	})
	t.Run("SEC-39 the logo is served as a file of ours", func(t *testing.T) {
		_, address := looks(v.browser().Get("/register?org=" + v.site.Organizations.Key(group)))
		answer, err := http.Get(v.address + address)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		content, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		h := answer.Header
		if _, err := png.Decode(bytes.NewReader(content)); err != nil || h.Get("Content-Type") != "image/png" || h.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") || !strings.Contains(h.Get("Cache-Control"), "immutable") {
			t.Fatal(h, err)
		}
	})
	t.Run("nothing else is served there", func(t *testing.T) {
		for _, address := range []string{"/look/", "/look/c2410c.css", "/look/C2410C-c2410c.css", "/look/c2410c-c2410c", "/look/red-blue.css", "/look/c2410c-c2410c.css.css", "/look/c2410c;}-c2410c.css", "/logo/", "/logo/x.png", "/logo/../portico.db"} {
			v.browser().Get(address).Want(404)
		}
	})
	t.Run("the stylesheet sets colours alone", func(t *testing.T) {
		answer, err := http.Get(v.address + "/look/ffee00-112233.css")
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil || !strings.Contains(string(text), "--accent:#112233") || strings.Contains(string(text), "--act:#ffee00;--act-hover:#ccbe00;--act-tint:#fbf9e0") {
			t.Fatal(string(text), err)
		}
	})
	t.Run("a preview needs nothing saved", func(t *testing.T) {
		page, err := v.site.Portal.PreviewBranding(ctx, group, organizations.Branding{PrimaryColour: "#00ff00"}, logo(t, 3))
		if err != nil || !strings.Contains(page, "data:image/png;base64,") || !strings.Contains(page, "--accent:#00ff00") || !strings.Contains(page, "Group") || strings.Contains(page, "ZgotmplZ") {
			t.Fatal(page, err)
		}
	})
	t.Run("refusals stand beside their fields", func(t *testing.T) {
		for field, in := range map[string]organizations.BrandingInput{
			"primaryColour": {PrimaryColour: "red"}, "accentColour": {PrimaryColour: "#000000", AccentColour: "#12"}, "logo": {Picture: []byte("<svg/>")},
		} {
			_, err := v.site.Organizations.SaveBranding(ctx, testkit.Everything(), group.ID, in)
			if refused := fault.As(err); refused == nil || refused.Fields[field] == "" {
				t.Error(field, err)
			}
		}
	})
	t.Run("ORG-5 a deleted organization leaves no logo", func(t *testing.T) {
		gone := testkit.MustCreateOrganization(t, v.site.Backend, 0, "Gone")
		save(gone, organizations.BrandingInput{Picture: logo(t, 9)})
		if err := v.site.Organizations.Delete(ctx, gone.ID, "Gone"); err != nil {
			t.Fatal(err)
		}
	})
}
