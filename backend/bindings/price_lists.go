package bindings

import (
	"time"

	"portico/backend/fault"
	"portico/backend/purchases"
	"portico/backend/store"
)

// PriceBand is what one response costs from a quantity on.
type PriceBand struct {
	FromQuantity int64  `json:"fromQuantity"`
	Price        string `json:"price"` // as typed, without the currency: "12.50"
}

// PriceList says what responses cost, by volume.
type PriceList struct {
	ID            int64                `json:"id"`
	Name          string               `json:"name"`
	Currency      string               `json:"currency"`
	AssessmentID  int64                `json:"assessmentId"` // 0 for every assessment
	Assessment    string               `json:"assessment"`
	ValidFrom     string               `json:"validFrom"`  // YYYY-MM-DD in the site's time zone; "" for no beginning
	ValidUntil    string               `json:"validUntil"` // the last day; "" for no end
	IsActive      bool                 `json:"isActive"`
	Bands         []PriceBand          `json:"bands"`
	Organizations []OrganizationChoice `json:"organizations"` // at or below; everybody where there is none
}

// PriceListInput is what the form sends.
type PriceListInput struct {
	ID              int64       `json:"id"` // 0 for a new one
	Name            string      `json:"name"`
	Currency        string      `json:"currency"`
	AssessmentID    int64       `json:"assessmentId"`
	ValidFrom       string      `json:"validFrom"`
	ValidUntil      string      `json:"validUntil"`
	IsActive        bool        `json:"isActive"`
	Bands           []PriceBand `json:"bands"`
	OrganizationIDs []int64     `json:"organizationIds"`
}

// PriceLists is the bridge behind Purchases › Price lists.
type PriceLists struct{ core *Core }

// List returns all price lists by name.
func (p *PriceLists) List() ([]PriceList, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return nil, err
	}
	found, err := b.Purchases.PriceLists(ctx)
	if err != nil {
		return nil, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return nil, err
	}
	given, err := b.Assessments.List(ctx, everything)
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	for _, one := range given {
		names[one.ID] = one.Name
	}
	var ids []int64
	for _, list := range found {
		ids = append(ids, list.Organizations...)
	}
	places, err := b.Organizations.ChoicesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	choices := map[int64]OrganizationChoice{}
	for _, one := range places {
		choices[one.ID] = OrganizationChoice{ID: one.ID, Name: one.Name, Trail: one.Trail, Level: one.Level}
	}
	lists := make([]PriceList, len(found))
	for i, list := range found {
		lists[i] = PriceList{
			ID: list.ID, Name: list.Name, Currency: list.Currency, AssessmentID: valueOf(list.AssessmentID), Assessment: names[valueOf(list.AssessmentID)], IsActive: list.IsActive,
			ValidFrom: dayOf(list.ValidFrom, general.Location()), ValidUntil: dayOf(list.ValidUntil.Add(-time.Millisecond), general.Location()), Bands: []PriceBand{}, Organizations: []OrganizationChoice{},
		}
		if list.ValidUntil.IsZero() {
			lists[i].ValidUntil = ""
		}
		for _, band := range list.Bands {
			lists[i].Bands = append(lists[i].Bands, PriceBand{band.FromQuantity, purchases.FormatAmount(band.UnitPrice, list.Currency)})
		}
		for _, id := range list.Organizations {
			lists[i].Organizations = append(lists[i].Organizations, choices[id])
		}
	}
	return lists, nil
}

func dayOf(at store.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return at.In(zone).Format(time.DateOnly)
}

// Get returns one price list.
func (p *PriceLists) Get(id int64) (PriceList, error) {
	all, err := p.List()
	if err != nil {
		return PriceList{}, err
	}
	for _, list := range all {
		if list.ID == id {
			return list, nil
		}
	}
	return PriceList{}, fault.New(fault.NotFound, "This price list does not exist.")
}

// Save makes a price list or changes one. Orders that are placed keep the price
// that they had.
func (p *PriceLists) Save(input PriceListInput) (PriceList, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return PriceList{}, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return PriceList{}, err
	}
	list := purchases.PriceList{ID: input.ID, Name: input.Name, Currency: input.Currency, IsActive: input.IsActive, Organizations: input.OrganizationIDs}
	if input.AssessmentID != 0 {
		list.AssessmentID = &input.AssessmentID
	}
	var fields fault.Fields
	day := func(name, text string, after int) store.Time {
		if text == "" {
			return store.Time{}
		}
		start, err := time.ParseInLocation(time.DateOnly, text, general.Location())
		fields.Require(err == nil, name, "Choose a day from the calendar.")
		return store.At(start.AddDate(0, 0, after))
	}
	list.ValidFrom, list.ValidUntil = day("validFrom", input.ValidFrom, 0), day("validUntil", input.ValidUntil, 1)
	for _, band := range input.Bands {
		price, ok := purchases.ParseAmount(band.Price, input.Currency)
		fields.Require(ok, "bands", "Enter each price as a number, such as 12.50.")
		list.Bands = append(list.Bands, purchases.Band{FromQuantity: band.FromQuantity, UnitPrice: price})
	}
	if err := fields.Err(); err != nil {
		return PriceList{}, err
	}
	saved, err := b.Purchases.SavePriceList(ctx, list)
	if err != nil {
		return PriceList{}, err
	}
	return p.Get(saved.ID)
}

// Delete removes a price list. Orders keep the price that they had.
func (p *PriceLists) Delete(id int64) error {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return err
	}
	return b.Purchases.DeletePriceList(ctx, id)
}
