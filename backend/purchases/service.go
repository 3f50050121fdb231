package purchases

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
)

// Parts are what the service works with.
type Parts struct {
	Store         *store.Store
	Log           *audit.Log
	Key           secrets.Key // seals the keys of the payment service
	SiteUID       string      // tells this site's payments from another's
	Settings      *settings.Service
	Organizations *organizations.Service
	Assessments   *assessments.Service
	Allotments    *allotments.Service
	// Offline is set for a sandbox: no payment service is ever called.
	Offline bool
	// StripeURL is where the payment service is; "" for the real one.
	StripeURL string
}

// Service sells responses. It is safe for concurrent use.
type Service struct{ Parts }

// New returns the purchases of a site.
func New(parts Parts) *Service { return &Service{parts} }

var errNotFound = fault.New(fault.NotFound, "This order does not exist.")

// mayBuy returns the organization that somebody wants to buy for. To a manager
// whose access hides purchases, or where the organization is not in the mode Can
// Be Purchased, it answers as if there was nothing.
func (s *Service) mayBuy(ctx context.Context, scope access.Scope, organizationID, assessmentID int64) (organizations.Organization, error) {
	if scope.Is(access.HidePurchases) {
		return organizations.Organization{}, errNotFound
	}
	o, err := s.Organizations.Find(ctx, scope, organizationID)
	if err != nil {
		return o, err
	}
	if _, err := s.Assessments.Find(ctx, scope, assessmentID); err != nil {
		return o, err
	}
	mode, err := s.Allotments.ModeOf(ctx, o)
	if err == nil && (mode != settings.Purchased || !o.IsActive()) {
		err = fault.New(fault.Conflict, "Nothing can be bought for this organization.")
	}
	return o, err
}

// MayBuy reports whether a manager sees the pages of purchases at all: one of
// the organizations within their reach can buy, or has bought.
func (s *Service) MayBuy(ctx context.Context, scope access.Scope) (bool, error) {
	if scope.Is(access.HidePurchases) {
		return false, nil
	}
	on, err := s.Allotments.IsOn(ctx)
	if err != nil || !on {
		return false, err
	}
	condition, args := scope.OrganizationsSQL("o")
	var may bool
	err = s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM organizations o WHERE o.response_allotment = ? AND o.status = 'active' AND "+condition+") OR EXISTS (SELECT 1 FROM orders d JOIN organizations o ON o.id = d.organization_id WHERE "+condition+")",
		slices.Concat([]any{settings.Purchased}, args, args)...).Scan(&may).Error
	if err != nil {
		return false, fmt.Errorf("look for purchases: %w", err)
	}
	return may, nil
}

// Buyers returns the organizations within the scope that can buy, by name, at
// most 200.
func (s *Service) Buyers(ctx context.Context, scope access.Scope) ([]organizations.Organization, error) {
	condition, args := scope.OrganizationsSQL("o")
	buyers := []organizations.Organization{}
	err := s.Store.Read(ctx).Raw("SELECT o.* FROM organizations o WHERE o.response_allotment = ? AND o.status = 'active' AND "+condition+" ORDER BY o.name_key, o.id LIMIT 200",
		append([]any{settings.Purchased}, args...)...).Scan(&buyers).Error
	if err != nil {
		return nil, fmt.Errorf("list buyers: %w", err)
	}
	return buyers, nil
}

// within returns the condition on orders (as d) and organizations (as o) that
// keeps those of a scope.
func within(scope access.Scope) (condition string, args []any) {
	condition, args = scope.OrganizationsSQL("o")
	if scope.Kind() != access.Administrator {
		condition += " AND d.assessment_id IN ?"
		args = append(args, append([]int64{0}, scope.Assessments()...))
	}
	if scope.Is(access.HidePurchases) {
		condition = "1 = 0 AND " + condition
	}
	return condition, args
}

// InUse returns what of this package hangs on an organization, in words, for
// the refusal to delete it (ORG-5).
func (s *Service) InUse(ctx context.Context, organizationID int64) ([]string, error) {
	var counts struct{ Orders, Lists int64 }
	err := s.Store.Read(ctx).Raw(`SELECT (SELECT COUNT(*) FROM orders WHERE organization_id = @id) AS orders,
		(SELECT COUNT(*) FROM price_list_organizations WHERE organization_id = @id) AS lists`, map[string]any{"id": organizationID}).Scan(&counts).Error
	if err != nil {
		return nil, fmt.Errorf("count orders: %w", err)
	}
	var uses []string
	for _, one := range []struct {
		count     int64
		one, many string
	}{{counts.Orders, "order", "orders"}, {counts.Lists, "price list", "price lists"}} {
		switch {
		case one.count == 1:
			uses = append(uses, "1 "+one.one)
		case one.count > 1:
			uses = append(uses, fmt.Sprintf("%d %s", one.count, one.many))
		}
	}
	return uses, nil
}
