package content

import "testing"

func TestCloseLag(t *testing.T) {
	for in, want := range map[string]string{
		"1FS+2 days": "1FS+2d", "T-3SS-1.5 wks,T-4": "T-3SS-1.5w,T-4", "3FS+2d": "3FS+2d", "R-03 D-04": "R-03 D-04", "4FS+1 mon": "4FS+1mo",
		"5FF+50%": "5FF+50%", "M-1 M-2": "M-1 M-2", "2FS+3 edays 7": "2FS+3d 7", "CR-2 documents": "CR-2 documents", "FS-3 D-1": "FS-3 D-1", "A-12 D-3": "A-12 D-3",
	} {
		if got := closeLag(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
