package registrations_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/testkit"
)

var kitTime = time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)

func write(t *testing.T, kit registrations.Kit, format registrations.KitFormat) []byte {
	t.Helper()
	var out bytes.Buffer
	last := int64(0)
	if err := kit.Write(t.Context(), &out, format, kitTime, func(n int64) { last = n }); err != nil {
		t.Fatal(format, err)
	}
	if many := format == registrations.KitZIP || format == registrations.KitCSV || format == registrations.KitXLSX; many && last != int64(len(kit.Entries)) {
		t.Fatal(format, "progress ends at", last)
	}
	return out.Bytes()
}

// hostileNames are what partners may be called.
var hostileNames = []string{`=cmd|' /C calc'!A0`, `Acme "Quotes" & <script>alert(1)</script>`, "東京大学", "مؤسسة الشركاء", "a/b\\c:d*e?f", strings.Repeat("long ", 38), "emoji 😀", "CON"}

// TestKitOfManyOrganizations shows LNK-2 for a thousand organizations: what the
// QR codes say is what stands in the table.
func TestKitOfManyOrganizations_LNK2(t *testing.T) {
	if testing.Short() || testkit.Race {
		t.Skip("it draws 1,000 codes; build/test.sh runs it without the race detector")
	}
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	var ids []int64
	for i := range 1000 {
		name := fmt.Sprintf("Partner %d", i)
		if i < len(hostileNames) {
			name = hostileNames[i]
		}
		ids = append(ids, testkit.MustCreateOrganization(t, site.Backend, 0, name).ID)
	}
	kit, err := site.Registrations.OrganizationsKit(ctx, ids)
	if err != nil || len(kit.Entries) != 1000 || len(kit.LeftOut) != 0 {
		t.Fatal(len(kit.Entries), kit.LeftOut, err)
	}
	raw := write(t, kit, registrations.KitZIP)
	files, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(files.File) != 1+4*1000 {
		t.Fatal(len(files.File), err)
	}
	folder := t.TempDir()
	var pictures []string
	for _, file := range files.File {
		if strings.ContainsAny(file.Name, `<>:"/\|?*`) || !filepath.IsLocal(file.Name) {
			t.Fatalf("%q is no file name", file.Name)
		}
		if !strings.HasSuffix(file.Name, ".png") {
			continue
		}
		from, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, fmt.Sprintf("%04d.png", len(pictures)))
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		pictures = append(pictures, path)
	}
	said, err := exec.CommandContext(ctx, "zbarimg", append([]string{"-q", "--raw", "-Sdisable", "-Sqrcode.enable"}, pictures...)...).Output()
	if err != nil {
		t.Fatal("zbarimg:", err)
	}
	read := strings.Split(strings.TrimSpace(string(said)), "\n")
	table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(write(t, kit, registrations.KitCSV), []byte("\uFEFF")))).ReadAll()
	if err != nil || len(table) != 1001 || len(read) != 1000 {
		t.Fatal(len(table), len(read), err)
	}
	for i, address := range read {
		if row := table[i+1]; row[4] != address || !strings.HasPrefix(address, "http") {
			t.Fatalf("row %d: the table says %q, the code %q", i, row[4], address)
		}
		key := address[strings.Index(address, "org=")+4:]
		if o, err := site.Organizations.ByKey(ctx, key); err != nil || o.ID != ids[i] {
			t.Fatalf("row %d leads to %d: %v", i, o.ID, err)
		}
		for _, cell := range table[i+1] { // SEC-38
			if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
				t.Fatalf("a formula: %q", cell)
			}
		}
	}
}

// small is a kit of hostile names, with what can't be handed out left out.
func small(t *testing.T) (*testkit.OpenSite, registrations.Kit) {
	t.Helper()
	site := testkit.OpenRegistration(t)
	var ids []int64
	for _, name := range hostileNames {
		ids = append(ids, testkit.MustCreateOrganization(t, site.Backend, 0, name).ID)
	}
	deep := ids[0]
	for level := 2; level <= organizations.MaxLevel; level++ {
		deep = testkit.MustCreateOrganization(t, site.Backend, deep, fmt.Sprint("Level ", level)).ID
	}
	archived := testkit.MustCreateOrganization(t, site.Backend, 0, "Archived").ID
	if _, err := site.Organizations.Archive(t.Context(), archived); err != nil {
		t.Fatal(err)
	}
	kit, err := site.Registrations.OrganizationsKit(t.Context(), append(ids, deep, archived, 99999))
	if err != nil || len(kit.Entries) != len(hostileNames) || len(kit.LeftOut) != 2 {
		t.Fatalf("%d %v %v", len(kit.Entries), kit.LeftOut, err)
	}
	return site, kit
}

// TestButton shows that a button is valid HTML, whatever the name (LNK-2).
func TestButton_LNK2(t *testing.T) {
	_, kit := small(t)
	for _, entry := range kit.Entries {
		page := "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Partners</title></head>\n<body><p>" + kit.Button(entry) + "</p></body>\n</html>\n"
		check := exec.CommandContext(t.Context(), "tidy", "-quiet", "-errors", "-utf8")
		check.Stdin = strings.NewReader(page)
		if said, err := check.CombinedOutput(); err != nil || len(said) > 0 {
			t.Errorf("%s: %v\n%s", page, err, said)
		}
		if strings.Contains(kit.Button(entry), "<script") {
			t.Error("SEC-37: a name became an element")
		}
	}
}

func TestKitFiles_LNK2(t *testing.T) {
	site, kit := small(t)
	one := kit
	one.Entries = kit.Entries[:1]
	t.Run("mail text with the address", func(t *testing.T) {
		subject, text, err := kit.Mail(kit.Entries[2])
		if err != nil || !strings.Contains(subject, "Northwind Partners") || !strings.Contains(text, kit.Entries[2].Address) || strings.Contains(text, "{{") {
			t.Fatal(subject, text, err)
		}
	})
	t.Run("every format of one", func(t *testing.T) {
		for _, format := range []registrations.KitFormat{registrations.KitPNG, registrations.KitSVG, registrations.KitHTML, registrations.KitText, registrations.KitPDF, registrations.KitCSV, registrations.KitXLSX, registrations.KitZIP} {
			if content := write(t, one, format); len(content) < 100 {
				t.Errorf("%s has %d bytes", format, len(content))
			}
		}
	})
	t.Run("SVG reads back as well", func(t *testing.T) {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "code.svg"), write(t, one, registrations.KitSVG), 0o600); err != nil {
			t.Fatal(err)
		}
		draw := exec.CommandContext(t.Context(), "rsvg-convert", "--width", "600", "--output", filepath.Join(folder, "code.png"), filepath.Join(folder, "code.svg"))
		if said, err := draw.CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, said)
		}
		said, err := exec.CommandContext(t.Context(), "zbarimg", "-q", "--raw", filepath.Join(folder, "code.png")).Output()
		if err != nil || strings.TrimSpace(string(said)) != one.Entries[0].Address {
			t.Fatal(string(said), err)
		}
	})
	t.Run("the paper can be scanned", func(t *testing.T) {
		folder := t.TempDir()
		path := filepath.Join(folder, "links.pdf")
		if err := os.WriteFile(path, write(t, kit, registrations.KitPDF), 0o600); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.CommandContext(t.Context(), "qpdf", "--check", path).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, said)
		}
		if said, err := exec.CommandContext(t.Context(), "pdftoppm", "-r", "300", "-png", path, filepath.Join(folder, "page")).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, said)
		}
		pages, err := filepath.Glob(filepath.Join(folder, "page*.png"))
		if err != nil {
			t.Fatal(err)
		}
		said, err := exec.CommandContext(t.Context(), "zbarimg", append([]string{"-q", "--raw"}, pages...)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range kit.Entries {
			if !strings.Contains(string(said), entry.Address+"\n") {
				t.Errorf("the code of %q can't be read from the paper", entry.Name)
			}
		}
	})
	t.Run("refusals in words", func(t *testing.T) {
		nothing := func(int64) {}
		if err := (registrations.Kit{}).Write(t.Context(), io.Discard, registrations.KitCSV, kitTime, nothing); !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
		if err := kit.Write(t.Context(), io.Discard, registrations.KitPNG, kitTime, nothing); !fault.Is(err, fault.Invalid) {
			t.Error(err)
		}
		if err := one.Write(t.Context(), io.Discard, "exe", kitTime, nothing); !fault.Is(err, fault.Invalid) {
			t.Error(err)
		}
		large := kit
		large.Entries = make([]registrations.KitEntry, registrations.MaxKit+1)
		for format, refused := range map[registrations.KitFormat]bool{registrations.KitPDF: true, registrations.KitZIP: true, registrations.KitCSV: false, registrations.KitXLSX: false} {
			if err := large.Refuses(format); (err != nil) != refused {
				t.Error(format, err)
			}
		}
		ended, end := context.WithCancel(t.Context())
		end()
		for _, format := range []registrations.KitFormat{registrations.KitPDF, registrations.KitZIP, registrations.KitXLSX} {
			if err := kit.Write(ended, io.Discard, format, kitTime, nothing); !errors.Is(err, context.Canceled) {
				t.Error(format, err)
			}
		}
	})
	t.Run("SEC-23 addresses come from the public address", func(t *testing.T) {
		listener, err := site.Settings.Listener(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		listener.PublicAddress = "https://partners.northwind.example"
		if err := site.Settings.SaveListener(t.Context(), listener); err != nil {
			t.Fatal(err)
		}
		link := mustLink(t, site, registrations.LinkInput{Name: "Fair"})
		kit, err := site.Registrations.LinkKit(t.Context(), link.ID)
		if err != nil || !strings.HasPrefix(kit.Entries[0].Address, "https://partners.northwind.example/register?link=") {
			t.Fatal(kit, err)
		}
		must(t)(site.Registrations.PauseLink(t.Context(), link.ID, true))
		if _, err := site.Registrations.LinkKit(t.Context(), link.ID); !fault.Is(err, fault.Conflict) {
			t.Fatal(err)
		}
	})
}
