package purchases_test

import (
	"os"
	"testing"
)

// mockFolder is where stripe-mock is built to, once for all tests.
var mockFolder string

func TestMain(m *testing.M) {
	var err error
	if mockFolder, err = os.MkdirTemp("", "portico-stripe-mock-"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(mockFolder)
	os.Exit(code)
}
