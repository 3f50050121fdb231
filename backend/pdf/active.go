package pdf

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"portico/backend/fault"
)

var (
	errScripts = fault.New(fault.Invalid, "This PDF contains scripts. Print it as a PDF, which leaves them out, and take that file.")
	errFiles   = fault.New(fault.Invalid, "This PDF carries other files inside. Save it without attachments, and take that file.")
	errActions = fault.New(fault.Invalid, "This PDF contains something that starts, plays, sends or hides. A contract must show the same to everybody: print it as a PDF, and take that file.")
	errLayers  = fault.New(fault.Invalid, "This PDF has layers that are shown at some times and not at others. A contract must show the same to everybody: print it as a PDF, and take that file.")
	errFields  = fault.New(fault.Invalid, "This PDF is a form whose fields each program fills in anew. Print it as a PDF, and take that file.")
	errFaces   = fault.New(fault.Invalid, "This PDF shows one thing on the screen and another on paper or in another program. A contract must show the same to everybody: print it as a PDF, and take that file.")
	errForm    = fault.New(fault.Invalid, "This PDF is an XFA form, which shows different things in different programs. Print it as a PDF, and take that file.")
)

// actions are the kinds of action (ISO 32000-2 §12.6.4) that do more than go to
// a place or name a web page, and what is said of each.
var actions = map[string]*fault.Error{
	"JavaScript": errScripts, "Launch": errActions, "SubmitForm": errActions, "ImportData": errActions, "GoToE": errFiles, "GoToR": errActions,
	"Rendition": errActions, "Movie": errActions, "Sound": errActions, "RichMediaExecute": errActions, "GoTo3DView": errActions, "Hide": errActions,
	"SetOCGState": errActions, "Trans": errActions, "GoToDp": errActions, "ResetForm": errActions, "Thread": errActions,
}

// moves are the named actions (ISO 32000-2 table 215) that only turn pages.
var moves = map[string]bool{"NextPage": true, "PrevPage": true, "FirstPage": true, "LastPage": true}

// parts are the kinds of annotation and object that bring something along.
var parts = map[string]*fault.Error{
	"FileAttachment": errFiles, "EmbeddedFile": errFiles, "Movie": errActions, "Sound": errActions, "Screen": errActions, "RichMedia": errActions, "3D": errActions, "Sig": errSigned, "DocTimeStamp": errSigned,
}

// keys are the entries that a harmless PDF never has.
var keys = map[string]*fault.Error{
	"JS": errScripts, "JavaScript": errScripts, "EF": errFiles, "AF": errFiles, "Collection": errFiles, "XFA": errForm, "ByteRange": errSigned, "RichMediaContent": errActions,
	"Alternates": errFaces, "OPI": errFaces, "AlternatePresentations": errFaces, "ViewArea": errFaces, "ViewClip": errFaces, "PrintArea": errFaces, "PrintClip": errFaces, "PresSteps": errActions,
}

// suspicious names are searched for in the bytes as they stand as well, so that what one
// reader finds and another does not is refused too.
var suspicious = []struct {
	word string
	err  *fault.Error
}{{"/JavaScript", errScripts}, {"/EmbeddedFile", errFiles}, {"/RichMedia", errActions}, {"/SubmitForm", errActions}, {"/Encrypt", errEncrypted}}

// nothing is an attribute of a page that is there and null: one reader takes it
// for none, another for what the page inherits.
var nothing = regexp.MustCompile(`/(?:CropBox|MediaBox|Rotate|Resources)[\x00\t\n\f\r ]+null`)

// refuseActive looks at every object of the file, those too that nothing
// refers to, for what makes more of it than pages.
func (r *reading) refuseActive() error {
	plain := unescapeNames(r.data)
	for _, one := range suspicious {
		if hasName(r.data, one.word) || hasName(plain, one.word) {
			return one.err
		}
	}
	if nothing.Match(plain) {
		return errDamaged
	}
	if r.hasSwitchedLayers() {
		return errLayers
	}
	for _, entry := range r.ctx.Table {
		if entry == nil || entry.Free {
			continue
		}
		object := entry.Object
		if lazy, ok := object.(types.LazyObjectStreamObject); ok {
			var err error
			if object, err = lazy.DecodedObject(context.Background()); err != nil {
				return errDamaged
			}
		}
		if err := r.look(object, 0); err != nil {
			return err
		}
	}
	return r.refuseAnnotations()
}

func (r *reading) look(object types.Object, depth int) error {
	if depth > 2*maxDepth {
		return errDamaged
	}
	switch object := object.(type) {
	case types.StreamDict:
		if object.Dict["F"] != nil { // its content lies in another file
			return errFiles
		}
		if err := r.refuseShort(object.Dict); err != nil {
			return err
		}
		return r.look(object.Dict, depth)
	case types.ObjectStreamDict, types.XRefStreamDict:
		return nil
	case types.IndirectRef:
		if !r.isPlain(object) {
			return errDamaged
		}
	case types.Array:
		for _, one := range object {
			if err := r.look(one, depth+1); err != nil {
				return err
			}
		}
	case types.Dict:
		return r.lookDict(object, depth)
	}
	return nil
}

func (r *reading) lookDict(d types.Dict, depth int) error {
	if name, ok := r.value(d, "S").(types.Name); ok {
		if err := actions[string(name)]; err != nil {
			return err
		}
		if named, ok := r.value(d, "N").(types.Name); ok && name == "Named" && !moves[string(named)] {
			return errActions
		}
		if address, err := r.ctx.DereferenceText(d["URI"]); err == nil && name == "URI" && isScript(address) {
			return errScripts
		}
	}
	if needs, ok := r.value(d, "NeedAppearances").(types.Boolean); ok && bool(needs) {
		return errFields
	}
	for _, key := range []string{"Type", "Subtype", "FT"} {
		name, ok := r.value(d, key).(types.Name)
		if !ok {
			continue
		}
		if err := parts[string(name)]; err != nil && (key != "FT" || d["V"] != nil) {
			return err
		}
	}
	// An empty list of files is nothing; our own writer leaves one.
	if files := r.dict(d["EmbeddedFiles"]); len(r.array(files["Names"]))+len(r.array(files["Kids"])) > 0 {
		return errFiles
	}
	if kind, _ := r.value(d, "Type").(types.Name); kind == "OCMD" && r.isSwitched(d) {
		return errLayers
	}
	if transfer := r.value(d, "TR2"); transfer != nil && transfer != types.Name("Default") && transfer != types.Name("Identity") {
		return errFaces
	}
	for key, value := range d {
		if err := keys[key]; err != nil {
			return err
		}
		if err := r.look(value, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// isScript reports whether the address of a link runs something.
func isScript(address string) bool {
	scheme, _, found := strings.Cut(strings.ToLower(strings.TrimSpace(address)), ":")
	return found && scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel"
}

// hasName reports whether a name stands in the bytes, with a delimiter after it.
func hasName(data []byte, name string) bool {
	for {
		at := bytes.Index(data, []byte(name))
		if at < 0 {
			return false
		}
		data = data[at+len(name):]
		if len(data) == 0 || bytes.IndexByte([]byte("\x00\t\n\f\r ()<>[]{}/%"), data[0]) >= 0 {
			return true
		}
	}
}
