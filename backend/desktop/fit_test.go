package desktop_test

import (
	"testing"

	"portico/backend/desktop"
)

func TestWindowFitsItsScreen(t *testing.T) {
	window := &desktop.Window{Width: 1360, Height: 900}
	for _, one := range []struct{ screenWidth, screenHeight, width, height int }{
		{1280, 800, 1280, 800}, {1920, 1080, 1360, 900}, {1366, 768, 1360, 768}, {0, 0, 1360, 900},
	} {
		if width, height := window.Fit(one.screenWidth, one.screenHeight); width != one.width || height != one.height {
			t.Errorf("on %d × %d: %d × %d", one.screenWidth, one.screenHeight, width, height)
		}
	}
}
