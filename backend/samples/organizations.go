package samples

import (
	"context"
	"fmt"

	"portico/backend"
	"portico/backend/organizations"
)

// branch is an organization with those below it.
type branch struct {
	name    string
	city    string
	website string
	below   []branch
}

// parentName is the organization under which the second registration link
// puts new partners.
const parentName = "Nordic Network"

// homes of the managers whose logins are handed out.
const (
	managerHome         = "Halden Rådgivning AS"
	managerWithCodeHome = "Brückner & Söhne Beratung"
)

func tree() []branch {
	return []branch{
		{name: parentName, city: "Oslo", website: "nordic.example", below: []branch{
			{name: managerHome, city: "Halden", website: "halden.example", below: []branch{
				{name: "Halden Rådgivning Bergen", city: "Bergen", below: []branch{
					{name: "Kystlaget", city: "Florø"},
				}},
				{name: "Halden Rådgivning Tromsø", city: "Tromsø"},
			}},
			{name: "Ekströms Verkstadsskola", city: "Göteborg", website: "ekstroms.example"},
			{name: "Suomen Työhyvinvointi Oy", city: "Tampere", website: "tyohyvinvointi.example", below: []branch{
				{name: "Turun toimisto", city: "Turku"},
				{name: "Oulun toimisto", city: "Oulu"},
			}},
			{name: "Øresund Learning", city: "København", website: "oresund-learning.example"},
			{name: "Norðurljós ráðgjöf", city: "Akureyri"},
		}},
		{name: "Central Europe Network", city: "Wien", website: "central.example", below: []branch{
			{name: managerWithCodeHome, city: "Stuttgart", website: "brueckner-soehne.example", below: []branch{
				{name: "Werk Esslingen", city: "Esslingen", below: []branch{
					{name: "Fertigung", city: "Esslingen", below: []branch{
						{name: "Schicht Nord", city: "Esslingen"},
					}},
					{name: "Logistik", city: "Esslingen"},
				}},
				{name: "Werk Ulm", city: "Ulm"},
			}},
			{name: "Doradztwo Wiśniewska", city: "Kraków", website: "wisniewska.example"},
			{name: "Čapek a partneři", city: "Brno", website: "capek-partneri.example"},
			{name: "Kőszegi Képzőközpont", city: "Győr"},
			{name: "Zürcher Werkstatt für Führung", city: "Zürich", website: "werkstatt-fuehrung.example"},
		}},
		{name: "Iberia and Atlantic", city: "Lisboa", website: "atlantico.example", below: []branch{
			{name: "Formação Mar Aberto", city: "Porto", website: "maraberto.example"},
			{name: "Instituto Peñalver", city: "Valencia", website: "penalver.example", below: []branch{
				{name: "Sede de Alicante", city: "Alicante"},
			}},
			{name: "Irati Aholkularitza", city: "Donostia"},
			{name: "Conseil Le Goff", city: "Brest", website: "legoff.example"},
		}},
		{name: "Asia Pacific", city: "Singapore", website: "apac.example", below: []branch{
			{name: "みどり研修センター", city: "名古屋", website: "midori.example"},
			{name: "Hanbit 한빛 컨설팅", city: "부산", website: "hanbit.example"},
			{name: "Ngā Pou Coaching", city: "Wellington", website: "ngapou.example"},
			{name: "Sharma & Iyer Associates", city: "Pune", website: "sharma-iyer.example", below: []branch{
				{name: "Chennai Office", city: "Chennai"},
			}},
		}},
		{name: "Africa and Middle East", city: "Nairobi", website: "ame.example", below: []branch{
			{name: "Okafor Leadership Studio", city: "Lagos", website: "okafor.example"},
			{name: "Mwangi Safety Works", city: "Nakuru", website: "mwangi.example"},
			{name: "شركة النخيل للاستشارات", city: "عمّان", website: "nakheel.example"},
			{name: "מכון גלבוע להדרכה", city: "חיפה"},
		}},
	}
}

// plant makes the tree and returns its organizations by name.
func plant(ctx context.Context, b *backend.Backend) (map[string]organizations.Organization, error) {
	made := map[string]organizations.Organization{}
	var grow func(parent int64, branches []branch) error
	grow = func(parent int64, branches []branch) error {
		for _, one := range branches {
			o, err := b.Organizations.Create(ctx, organizations.Input{Name: one.name, ParentID: parent, City: one.city, Website: one.website})
			if err != nil {
				return fmt.Errorf("plant %s: %w", one.name, err)
			}
			made[one.name] = o
			if err := grow(o.ID, one.below); err != nil {
				return err
			}
		}
		return nil
	}
	model := branch{name: modelOrganization, city: "Oslo"}
	return made, grow(0, append([]branch{model}, tree()...))
}
