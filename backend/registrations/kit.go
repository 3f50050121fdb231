package registrations

import (
	"context"
	"fmt"
	"html"
	"strings"

	"portico/backend/fault"
	"portico/backend/figures"
	"portico/backend/sitetext"
)

// Kit is what is needed to hand registration links out (LNK-2): one entry for
// a link, or one for each organization.
type Kit struct {
	SiteName string
	Language string
	Entries  []KitEntry
	LeftOut  []LeftOut
	Problem  string // why no link of it works at present, or ""; people prepare before they open

	mail sitetext.Text
}

// KitEntry is one address with whom it is for.
type KitEntry struct {
	ID      int64  // of the link or the organization
	Name    string // the organization's, or the link's
	Trail   string // names above the organization
	Level   int    // 0 for a link
	Address string
	forOne  bool // for an organization
}

// LeftOut is an organization under which nobody can register, and why.
type LeftOut struct {
	ID     int64
	Name   string
	Reason string
}

// MaxKit is the greatest number of entries that are drawn, as files or on
// paper. Tables have no such limit.
const MaxKit = 10_000

// LinkKit returns the kit of one link. It returns a Conflict fault for one
// that can't be used.
func (s *Service) LinkKit(ctx context.Context, id int64) (Kit, error) {
	kit, base, err := s.newKit(ctx)
	if err != nil {
		return Kit{}, err
	}
	link, err := s.FindLink(ctx, id)
	if err != nil {
		return Kit{}, err
	}
	if link.State(s.Store.Now()) != LinkOpen {
		return Kit{}, fault.New(fault.Conflict, "This link can't be used at present, so there is nothing to hand out.")
	}
	if problem, err := s.Problem(ctx, link.Link); err != nil || problem != "" {
		if err == nil {
			err = fault.New(fault.Conflict, problem)
		}
		return Kit{}, err
	}
	kit.Entries = []KitEntry{{ID: link.ID, Name: link.Name, Address: s.LinkAddress(base, link.Link)}}
	if link.IsDefault {
		kit.Entries[0].Name = kit.SiteName
	}
	return kit, nil
}

// OrganizationsKit returns the kit of organizations: under each of them
// partners register with its key.
func (s *Service) OrganizationsKit(ctx context.Context, ids []int64) (Kit, error) {
	kit, base, err := s.newKit(ctx)
	if err != nil {
		return Kit{}, err
	}
	found, err := s.Organizations.Keyed(ctx, ids)
	if err != nil {
		return Kit{}, err
	}
	if kit.Problem, err = s.closedFor(ctx); err != nil {
		return Kit{}, err
	}
	ends, err := s.DeadEnds(ctx, ids)
	if err != nil {
		return Kit{}, err
	}
	for _, o := range found {
		switch {
		case ends[o.ID] != "":
			kit.LeftOut = append(kit.LeftOut, LeftOut{o.ID, o.Name, ends[o.ID]})
		case o.Key != "":
			kit.Entries = append(kit.Entries, KitEntry{ID: o.ID, Name: o.Name, Trail: o.Trail, Level: o.Level, Address: base + "/register?org=" + o.Key, forOne: true})
		}
	}
	return kit, nil
}

func (s *Service) newKit(ctx context.Context) (Kit, string, error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return Kit{}, "", err
	}
	base, err := s.Settings.PublicBase(ctx)
	if err != nil {
		return Kit{}, "", err
	}
	text, err := s.Texts.Text(ctx, sitetext.MailLink, 0, "")
	return Kit{SiteName: general.SiteName, Language: "en", Entries: []KitEntry{}, LeftOut: []LeftOut{}, mail: text}, base, err
}

// QR returns the entry's address as a QR code.
func (e KitEntry) QR() (figures.QR, error) { return figures.NewQR(e.Address) }

// Button returns a link for a website that looks like a button. It is HTML
// that needs no stylesheet, and stays readable where styles are stripped.
func (k Kit) Button(e KitEntry) string {
	const style = "display:inline-block;padding:12px 20px;border-radius:8px;background-color:#0f6b73;color:#ffffff;font-family:system-ui,sans-serif;font-size:16px;font-weight:600;line-height:1.25;text-decoration:none"
	words := "Become a partner of " + k.SiteName
	if e.forOne {
		words = "Join " + e.Name
	}
	return fmt.Sprintf(`<a href="%s" style="%s">%s</a>`, html.EscapeString(e.Address), style, html.EscapeString(words))
}

// Mail returns the subject and text of a mail with the entry's address.
func (k Kit) Mail(e KitEntry) (subject, text string, err error) {
	name := ""
	if e.forOne {
		name = e.Name
	}
	return sitetext.SampleMail(sitetext.MailLink, k.mail, sitetext.Values{"site.name": k.SiteName, "organization.name": name, "link": e.Address})
}

// Note is one line about the entry on paper.
func (k Kit) note(e KitEntry) string {
	if !e.forOne {
		return "Scan the code to register at " + k.SiteName + "."
	}
	note := "Scan the code to register under this organization."
	if e.Trail != "" {
		note = e.Trail + ". " + note
	}
	return note
}

// fileName returns a name for an entry's files that every system takes.
func (e KitEntry) fileName(number int) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' || r == 0x7f {
			return '-'
		}
		return r
	}, e.Name)
	if runes := []rune(name); len(runes) > 60 {
		name = string(runes[:60])
	}
	return fmt.Sprintf("%04d %s", number, strings.Trim(name, " ."))
}
