package rehearsal

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/store"
)

// mostNamed is how many named links are opened; a site may have thousands.
const mostNamed = 30

// namedLink is a named registration link as the administrator set it, with
// what follows from its parent.
type namedLink struct {
	ID                int64
	Name              string
	Uses              int64
	UsesLimit         *int64
	ExpiresAt         store.Time
	PausedAt          store.Time
	RevokedAt         store.Time
	NeedsApproval     bool
	DefaultAllocation string
	ParentID          int64
	ParentLevel       int
	ParentStatus      string
}

// isOver reports whether the administrator has ended the link, or it has ended
// by its own limits or with its parent.
func (l namedLink) isOver(now store.Time) bool {
	switch {
	case !l.RevokedAt.IsZero(), !l.PausedAt.IsZero(), !l.ExpiresAt.IsZero() && !now.Before(l.ExpiresAt.Time):
		return true
	case l.UsesLimit != nil && l.Uses >= *l.UsesLimit:
		return true
	}
	return l.ParentID != 0 && l.ParentStatus != "active"
}

// deadEnd says why a link that is not over can only lead to a closed page, or
// "".
func (l namedLink) deadEnd(p *plan) string {
	switch {
	case l.ParentLevel >= 5:
		return "its organization is at level 5, and nothing can stand below that"
	case p.level > l.ParentLevel && !p.portal.ListParents:
		return fmt.Sprintf("partners must stand under an organization of level %d, and the list to choose it from is off", p.level)
	}
	return ""
}

func namedAct() act {
	return act{
		id: "named", title: titled("Open the named links"),
		about:   "Opens each named link: those in use must lead to the registration page, the others must not be valid any more.",
		reached: needsPortal,
		play:    playNamed,
	}
}

func playNamed(r *run, ctx context.Context, s *stepper) error {
	var links []namedLink
	err := r.sandbox.Store.Read(ctx).Raw(`SELECT l.*, COALESCE(p.id, 0) AS parent_id, COALESCE(p.level, 0) AS parent_level, COALESCE(p.status, '') AS parent_status
		FROM registration_links l LEFT JOIN organizations p ON p.id = l.parent_id WHERE l.is_default = 0 ORDER BY l.id DESC LIMIT ?`, mostNamed).Scan(&links).Error
	if err != nil {
		return fmt.Errorf("read links: %w", err)
	}
	if len(links) == 0 {
		return s.notNeeded("there are no named links")
	}
	browser, err := r.browser()
	if err != nil {
		return err
	}
	defer browser.close()
	now, open := r.sandbox.Store.Now(), 0
	var through *namedLink // to register through; one that needs approval where there is one
	for i, one := range links {
		address, err := r.addressOf(ctx, one.ID)
		if err != nil {
			return err
		}
		page, err := browser.Get(ctx, address)
		if err != nil {
			return err
		}
		to := mend{Label: "Open Links", To: "/links"}
		if one.isOver(now) {
			s.on(page).check(page.Status == 410 && page.Says(invalidLink), "“"+one.Name+"”", "answers 410", answer(page), fmt.Sprintf("The link “%s” is over, but it still opens.", one.Name), to)
			continue
		}
		if why := one.deadEnd(r.plan); why != "" {
			s.on(page).check(page.Status != 200, "“"+one.Name+"”", "is closed: "+why, answer(page), fmt.Sprintf("The link “%s” lets anybody in, although %s.", one.Name, why), to)
			s.check(false, "“"+one.Name+"”", "leads to the registration page", answer(page), fmt.Sprintf("The link “%s” is in use, but leads to a closed page: %s. Change its parent, or pause it.", one.Name, why), to)
			continue
		}
		open++
		opens := s.opens(page, "“"+one.Name+"”", fmt.Sprintf("The link “%s” does not open.", one.Name), to)
		if opens && r.plan.level <= one.ParentLevel && (through == nil || one.NeedsApproval && !through.NeedsApproval) {
			through = &links[i]
		}
	}
	if through != nil {
		if err := r.comeThrough(ctx, s, *through); err != nil {
			return err
		}
	}
	s.sum(fmt.Sprintf("%d in use, %d over", open, len(links)-open), "those in use open, the others answer 410", "so they do")
	return nil
}

// addressOf returns path and query of a named link.
func (r *run) addressOf(ctx context.Context, id int64) (string, error) {
	row, err := r.sandbox.Registrations.FindLink(ctx, id)
	if err != nil {
		return "", err
	}
	return strings.TrimPrefix(r.sandbox.Registrations.LinkAddress(r.sandbox.base, row.Link), r.sandbox.base), nil
}

// comeThrough registers somebody through a named link. Where the link needs
// approval nothing may be made before it.
func (r *run) comeThrough(ctx context.Context, s *stepper, link namedLink) error {
	p, err := r.newPartner(ctx, 3)
	if err != nil {
		return err
	}
	s.as(p.email)
	address, err := r.addressOf(ctx, link.ID)
	if err != nil {
		return err
	}
	if err := r.sendRegistration(ctx, s, p, address); err != nil {
		return err
	}
	defer p.browser.close()
	if err := r.find(ctx, p); err != nil {
		return err
	}
	to := mend{Label: "Open Links", To: "/links"}
	name := "Through “" + link.Name + "”"
	if link.NeedsApproval {
		s.check(p.userID == 0, name, "nobody before approval", yesNo(p.userID != 0, "somebody was made", "nobody"), fmt.Sprintf("The link “%s” needs approval, but lets partners in without it.", link.Name), to)
		var waiting int64
		if err := r.sandbox.Store.Read(ctx).Raw("SELECT COALESCE(MAX(id), 0) FROM registrations WHERE email = ? AND state = 'pending'", p.email).Scan(&waiting).Error; err != nil {
			return fmt.Errorf("find registration: %w", err)
		}
		if !s.check(waiting != 0, name, "waits in Registrations", thereOrNot(waiting != 0), "A registration that needs approval does not wait in Registrations.", mend{Label: "Open Registrations", To: "/registrations"}) {
			return nil
		}
		if _, err := r.sandbox.Registrations.Approve(ctx, []int64{waiting}, ""); err != nil {
			return err
		}
		if err := r.find(ctx, p); err != nil {
			return err
		}
	}
	if !s.check(p.userID != 0 && p.organizationID != 0, name, "a partner comes in", thereOrNot(p.organizationID != 0), fmt.Sprintf("Nobody comes in through the link “%s”.", link.Name), to) {
		return nil
	}
	var made placed
	if err := r.sandbox.Store.Read(ctx).Raw("SELECT COALESCE(parent_id, 0) AS parent_id, level, response_allotment FROM organizations WHERE id = ?", p.organizationID).Scan(&made).Error; err != nil {
		return fmt.Errorf("read organization: %w", err)
	}
	s.check(made.ParentID == link.ParentID, name+": parent", or(r.nameOf(ctx, link.ParentID), "none"), or(r.nameOf(ctx, made.ParentID), "none"), fmt.Sprintf("The link “%s” puts partners under another parent than its own.", link.Name), to)
	wanted := or(link.DefaultAllocation, r.plan.portal.DefaultResourceAllocation)
	s.check(made.ResponseAllotment == wanted, name+": Response Allotment", allocation(wanted), allocation(made.ResponseAllotment), fmt.Sprintf("The link “%s” gives partners another Response Allotment than it says.", link.Name), to)
	return nil
}

func yesNo(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}
