package purchases

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// PriceList says what a response costs, by volume.
type PriceList struct {
	ID           int64 `gorm:"primaryKey"`
	Name         string
	NameKey      string
	Currency     string
	AssessmentID *int64 // nil: every assessment
	ValidFrom    store.Time
	ValidUntil   store.Time
	IsActive     bool
	CreatedAt    store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt    store.Time `gorm:"autoUpdateTime:false"`

	Bands         []Band  `gorm:"-"`
	Organizations []int64 `gorm:"-"` // at or below these; everybody where there is none
}

// TableName is the table of price lists.
func (PriceList) TableName() string { return "price_lists" }

// Band is the price of one response from a quantity on. It holds for the whole
// order.
type Band struct {
	PriceListID  int64
	FromQuantity int64
	UnitPrice    int64 // minor units
}

// TableName is the table of bands.
func (Band) TableName() string { return "price_bands" }

// Limits of a price list.
const (
	mostBands  = 20
	mostPlaces = 200
	mostLists  = 500
)

func (p *PriceList) validate() error {
	p.Name = store.Clean(p.Name)
	p.NameKey = store.Fold(p.Name)
	var fields fault.Fields
	fields.Require(p.NameKey != "", "name", "Give the price list a name.")
	fields.Require(len([]rune(p.Name)) <= 100, "name", "Use at most 100 characters.")
	_, known := Decimals(p.Currency)
	fields.Require(known, "currency", "Use a currency's three letters, such as EUR.")
	fields.Require(p.ValidUntil.IsZero() || p.ValidFrom.IsZero() || p.ValidUntil.After(p.ValidFrom.Time), "validUntil", "The end must be after the beginning.")
	slices.SortFunc(p.Bands, func(a, b Band) int { return int(a.FromQuantity - b.FromQuantity) })
	fields.Require(len(p.Bands) > 0, "bands", "Enter at least one price.")
	fields.Require(len(p.Bands) <= mostBands, "bands", "Use at most 20 volume bands.")
	for i, band := range p.Bands {
		fields.Require(band.FromQuantity >= 1 && band.FromQuantity <= MostQuantity, "bands", "A band begins at 1 response or more.")
		fields.Require(band.UnitPrice >= 0 && band.UnitPrice <= MostPrice, "bands", "A price is 0 or more, and at most 100,000,000 of the smallest unit.")
		fields.Require(i == 0 || p.Bands[i-1].FromQuantity != band.FromQuantity, "bands", "Two bands begin at the same number of responses.")
	}
	fields.Require(len(p.Organizations) <= mostPlaces, "organizations", "Choose at most 200 organizations.")
	return fields.Err()
}

// PriceLists returns all price lists by name, with their bands and
// organizations.
func (s *Service) PriceLists(ctx context.Context) ([]PriceList, error) {
	lists := []PriceList{}
	if err := s.Store.Read(ctx).Order("name_key, id").Limit(mostLists).Find(&lists).Error; err != nil {
		return nil, fmt.Errorf("list price lists: %w", err)
	}
	return lists, s.fillLists(ctx, lists)
}

func (s *Service) fillLists(ctx context.Context, lists []PriceList) error {
	ids := []int64{0}
	at := map[int64]int{}
	for i, list := range lists {
		ids, at[list.ID] = append(ids, list.ID), i
		lists[i].Bands, lists[i].Organizations = []Band{}, []int64{}
	}
	var bands []Band
	var places []struct{ PriceListID, OrganizationID int64 }
	err := errors.Join(
		s.Store.Read(ctx).Where("price_list_id IN ?", ids).Order("price_list_id, from_quantity").Find(&bands).Error,
		s.Store.Read(ctx).Raw("SELECT price_list_id, organization_id FROM price_list_organizations WHERE price_list_id IN ? ORDER BY organization_id", ids).Scan(&places).Error,
	)
	if err != nil {
		return fmt.Errorf("read price lists: %w", err)
	}
	for _, band := range bands {
		list := &lists[at[band.PriceListID]]
		list.Bands = append(list.Bands, band)
	}
	for _, one := range places {
		list := &lists[at[one.PriceListID]]
		list.Organizations = append(list.Organizations, one.OrganizationID)
	}
	return nil
}

// PriceList returns one of them.
func (s *Service) PriceList(ctx context.Context, id int64) (PriceList, error) {
	var list PriceList
	err := s.Store.Read(ctx).First(&list, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return list, fault.New(fault.NotFound, "This price list does not exist.")
	}
	if err != nil {
		return list, fmt.Errorf("find price list: %w", err)
	}
	one := []PriceList{list}
	err = s.fillLists(ctx, one)
	return one[0], err
}

// SavePriceList makes a price list (id 0) or changes one. Orders that are placed
// keep the price that they had. It returns an Invalid fault for the fields at
// fault (name, currency, validUntil, bands, assessmentId, organizations).
func (s *Service) SavePriceList(ctx context.Context, list PriceList) (PriceList, error) {
	if err := list.validate(); err != nil {
		return list, err
	}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		action, now := "price_list.create", s.Store.Now()
		var before any
		list.CreatedAt = now
		if list.ID != 0 {
			old, err := s.PriceList(ctx, list.ID)
			if err != nil {
				return err
			}
			action, before, list.CreatedAt = "price_list.update", old.record(), old.CreatedAt
		}
		if err := s.refuseMissing(ctx, list); err != nil {
			return err
		}
		list.UpdatedAt = now
		db := s.Store.Write(ctx)
		if err := db.Save(&list).Error; err != nil {
			return fmt.Errorf("save price list: %w", err)
		}
		for _, table := range []string{"price_bands", "price_list_organizations"} {
			if err := db.Exec("DELETE FROM "+table+" WHERE price_list_id = ?", list.ID).Error; err != nil {
				return fmt.Errorf("save price list: %w", err)
			}
		}
		for i := range list.Bands {
			list.Bands[i].PriceListID = list.ID
		}
		if err := db.Create(&list.Bands).Error; err != nil {
			return fmt.Errorf("save price list: %w", err)
		}
		for _, id := range list.Organizations {
			if err := db.Exec("INSERT INTO price_list_organizations (price_list_id, organization_id) VALUES (?, ?) ON CONFLICT DO NOTHING", list.ID, id).Error; err != nil {
				return fmt.Errorf("save price list: %w", err)
			}
		}
		return s.Log.Record(ctx, audit.Change{Action: action, Subject: list.subject(), Before: before, After: list.record()})
	})
	return list, err
}

func (s *Service) refuseMissing(ctx context.Context, list PriceList) error {
	var fields fault.Fields
	if list.AssessmentID != nil {
		_, err := s.Assessments.Find(ctx, access.ForAdministrator(), *list.AssessmentID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		fields.Require(err == nil, "assessmentId", "Choose an assessment from the list.")
	}
	found, err := s.Organizations.ByIDs(ctx, list.Organizations)
	if err != nil {
		return err
	}
	fields.Require(len(found) == len(list.Organizations), "organizations", "One of these organizations does not exist any more. Choose again.")
	return fields.Err()
}

// DeletePriceList removes a price list. Orders keep the price that they had.
func (s *Service) DeletePriceList(ctx context.Context, id int64) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		list, err := s.PriceList(ctx, id)
		if err != nil {
			return err
		}
		if err := s.Store.Write(ctx).Delete(&PriceList{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete price list: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "price_list.delete", Subject: list.subject(), Before: list.record()})
	})
}

func (p PriceList) subject() audit.Subject {
	return audit.Subject{Kind: "price_list", ID: p.ID, Name: p.Name}
}

func (p PriceList) record() map[string]any {
	bands := map[string]string{}
	for _, band := range p.Bands {
		bands[fmt.Sprint(band.FromQuantity)] = FormatAmount(band.UnitPrice, p.Currency)
	}
	return map[string]any{"name": p.Name, "currency": p.Currency, "assessment_id": p.AssessmentID, "valid_from": p.ValidFrom.RFC3339(), "valid_until": p.ValidUntil.RFC3339(),
		"is_active": p.IsActive, "bands": bands, "organizations": p.Organizations}
}

// holds reports whether a list is in force at a moment.
func (p PriceList) holds(now store.Time) bool {
	return p.IsActive && (p.ValidFrom.IsZero() || !now.Before(p.ValidFrom.Time)) && (p.ValidUntil.IsZero() || now.Before(p.ValidUntil.Time))
}

// ListFor returns the price list that holds for an organization and an
// assessment now: one for the nearest organization goes first, then one for this
// assessment alone, then the newest. It returns false where nothing is sold.
func (s *Service) ListFor(ctx context.Context, o organizations.Organization, assessmentID int64) (PriceList, bool, error) {
	all, err := s.PriceLists(ctx)
	if err != nil {
		return PriceList{}, false, err
	}
	trail, now := store.PathIDs(o.Path), s.Store.Now()
	best, found, rank := PriceList{}, false, -1
	for _, list := range all {
		if !list.holds(now) || list.AssessmentID != nil && *list.AssessmentID != assessmentID {
			continue
		}
		near := 0
		for _, id := range list.Organizations {
			near = max(near, slices.Index(trail, id)+1)
		}
		if near == 0 && len(list.Organizations) > 0 {
			continue
		}
		its := 2 * near
		if list.AssessmentID != nil {
			its++
		}
		if its > rank || its == rank && list.ID > best.ID {
			best, found, rank = list, true, its
		}
	}
	return best, found, nil
}

// unitPrice returns what one response costs in an order of a quantity, and the
// least quantity that is sold.
func (p PriceList) unitPrice(quantity int64) (price, least int64, sold bool) {
	for _, band := range p.Bands { // by quantity
		if least == 0 {
			least = band.FromQuantity
		}
		if quantity >= band.FromQuantity {
			price, sold = band.UnitPrice, true
		}
	}
	return price, least, sold
}
