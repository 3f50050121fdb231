package registrations

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"portico/backend/fault"
	"portico/backend/pdf"
	"portico/backend/sheets"
)

// KitFormat is a file that a kit is written to.
type KitFormat string

// The formats. Those of one entry are refused for more.
const (
	KitPNG  KitFormat = "png"
	KitSVG  KitFormat = "svg"
	KitHTML KitFormat = "html" // the button
	KitText KitFormat = "txt"  // the mail
	KitPDF  KitFormat = "pdf"  // a poster for one entry, else cards to cut out
	KitCSV  KitFormat = "csv"
	KitXLSX KitFormat = "xlsx"
	KitZIP  KitFormat = "zip" // everything of every entry
)

// pngScale is the size of a module of a QR code in pixels: large enough for
// print.
const pngScale = 8

// cardScale is for pictures on paper, 34 mm wide.
const cardScale = 4

// Refuses returns a fault for a kit without entries and for more entries than
// the format takes, else nil.
func (k Kit) Refuses(format KitFormat) error {
	switch {
	case len(k.Entries) == 0:
		return fault.New(fault.Conflict, "Under none of these organizations can anybody register.")
	case format == KitCSV || format == KitXLSX:
		return nil
	case len(k.Entries) > MaxKit:
		return fault.New(fault.Invalid, "This is for at most 10,000 organizations at once. Choose fewer, or take a table.")
	case format != KitPDF && format != KitZIP && len(k.Entries) > 1:
		return fault.New(fault.Invalid, "This is a file for one link. Take the ZIP file for several.")
	}
	return nil
}

// Write writes the kit to one file. done is told how many entries are ready.
// It returns what Refuses does, and ctx's error when that ends first.
func (k Kit) Write(ctx context.Context, to io.Writer, format KitFormat, now time.Time, done func(int64)) error {
	if err := k.Refuses(format); err != nil {
		return err
	}
	switch format {
	case KitCSV:
		return k.writeSheet(ctx, to, sheets.CSV, done)
	case KitXLSX:
		return k.writeSheet(ctx, to, sheets.XLSX, done)
	case KitPDF:
		return k.writePDF(ctx, to, now, done)
	case KitZIP:
		return k.writeZIP(ctx, to, now, done)
	}
	content, err := k.file(k.Entries[0], format)
	if err == nil {
		_, err = to.Write(content)
	}
	return err
}

// file returns one file of one entry.
func (k Kit) file(e KitEntry, format KitFormat) ([]byte, error) {
	switch format {
	case KitHTML:
		return []byte(k.Button(e) + "\n"), nil
	case KitText:
		subject, text, err := k.Mail(e)
		return []byte("Subject: " + subject + "\n\n" + text + "\n"), err
	case KitPNG, KitSVG:
		code, err := e.QR()
		if err != nil {
			return nil, err
		}
		if format == KitSVG {
			return []byte(code.SVG("QR code of " + e.Address)), nil
		}
		return code.PNG(pngScale)
	}
	return nil, fault.New(fault.Invalid, "There is no such kind of file.")
}

func (k Kit) writeSheet(ctx context.Context, to io.Writer, format sheets.Format, done func(int64)) error {
	out, err := sheets.NewWriter(to, format, "Registration links")
	if err != nil {
		return err
	}
	if err := out.Write([]string{"Id", "Name", "Belongs to", "Level", "Registration link", "Mail subject", "Mail text", "HTML button"}); err != nil {
		return err
	}
	for i, e := range k.Entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		subject, text, err := k.Mail(e)
		if err != nil {
			return err
		}
		level := ""
		if e.Level > 0 {
			level = strconv.Itoa(e.Level)
		}
		if err := out.Write([]string{strconv.FormatInt(e.ID, 10), e.Name, e.Trail, level, e.Address, subject, text, k.Button(e)}); err != nil {
			return err
		}
		done(int64(i + 1))
	}
	return out.Close()
}

func (k Kit) writePDF(ctx context.Context, to io.Writer, now time.Time, done func(int64)) error {
	document, err := pdf.New(pdf.Options{Title: "Registration links of " + k.SiteName, Author: k.SiteName, Language: k.Language, Created: now})
	if err != nil {
		return err
	}
	cards := make([]pdf.Card, len(k.Entries))
	for i, e := range k.Entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		code, err := e.QR()
		if err != nil {
			return err
		}
		scale := cardScale
		if len(k.Entries) == 1 {
			scale = pngScale
		}
		picture, err := code.PNG(scale)
		if err != nil {
			return err
		}
		cards[i] = pdf.Card{PNG: picture, Title: e.Name, Note: k.note(e), Address: e.Address}
		done(int64(i + 1))
	}
	if len(cards) == 1 {
		err = document.Poster(cards[0])
	} else {
		document.Heading(1, "Registration links of "+k.SiteName)
		err = document.Cards(cards)
	}
	if err != nil {
		return err
	}
	return document.Write(to)
}

func (k Kit) writeZIP(ctx context.Context, to io.Writer, now time.Time, done func(int64)) error {
	out := zip.NewWriter(to)
	create := func(name string) (io.Writer, error) {
		return out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: now.UTC()})
	}
	table, err := create("links.csv")
	if err != nil {
		return fmt.Errorf("write kit: %w", err)
	}
	if err := k.writeSheet(ctx, table, sheets.CSV, func(int64) {}); err != nil {
		return err
	}
	for i, e := range k.Entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, format := range []KitFormat{KitPNG, KitSVG, KitHTML, KitText} {
			content, err := k.file(e, format)
			if err != nil {
				return err
			}
			file, err := create(e.fileName(i+1) + "." + string(format))
			if err == nil {
				_, err = file.Write(content)
			}
			if err != nil {
				return fmt.Errorf("write kit: %w", err)
			}
		}
		done(int64(i + 1))
	}
	return out.Close()
}
