package settings

import (
	"context"
	"time"
	_ "time/tzdata" // time zones also where the system has none

	"portico/backend/fault"
	"portico/backend/store"
)

// General is Site Settings › Features › General (SET-1).
type General struct {
	SiteName         string `json:"site_name"`
	TimeZone         string `json:"time_zone"` // IANA name
	UseOrganization  bool   `json:"use_organization"`
	UsePartnerPortal bool   `json:"use_partner_portal"`
	UseAllotments    bool   `json:"use_allotments"`
	UseCohorts       bool   `json:"use_cohorts"`
	UseContracts     bool   `json:"use_contracts"`
}

// Location returns the site's time zone, or UTC where the name is not known.
func (g General) Location() *time.Location {
	location, err := time.LoadLocation(g.TimeZone)
	if err != nil {
		return time.UTC
	}
	return location
}

// Validate cleans the settings and returns an Invalid fault with the fields at
// fault. Use Partner Portal needs Use Organization (SET-2): asking for one
// without the other is a Conflict that names the button which mends it.
func (g *General) Validate() error {
	g.SiteName = store.Clean(g.SiteName)
	var fields fault.Fields
	fields.Require(g.SiteName != "", "siteName", "Give the site a name. Partners see it on every page.")
	fields.Require(len([]rune(g.SiteName)) <= 100, "siteName", "Use at most 100 characters.")
	_, err := time.LoadLocation(g.TimeZone)
	fields.Require(err == nil && g.TimeZone != "" && g.TimeZone != "Local", "timeZone", "Choose a time zone from the list.")
	if g.UsePartnerPortal && !g.UseOrganization {
		fields.Add("usePartnerPortal", "The Partner Portal is built on organizations. Tick Use Organization too.")
		refused := fault.As(fields.Err())
		refused.Code = fault.Conflict
		refused.Message = "The Partner Portal needs organizations: every Assessment Manager belongs to one."
		return refused.WithMend("Tick Use Organization", "/settings/features/general?mend=use-organization")
	}
	return fields.Err()
}

// General returns the general settings.
func (s *Service) General(ctx context.Context) (General, error) {
	general := General{SiteName: "Partner portal", TimeZone: "UTC"}
	return general, s.load(ctx, "general", &general)
}

// SaveGeneral checks and saves them. Nothing is deleted when a feature goes
// off (SET-3).
func (s *Service) SaveGeneral(ctx context.Context, general General) error {
	if err := general.Validate(); err != nil {
		return err
	}
	before, err := s.General(ctx)
	if err != nil {
		return err
	}
	return s.save(ctx, "general", "General", before, general)
}
