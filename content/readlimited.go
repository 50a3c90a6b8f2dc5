package content

import "io"

// readLimited reads a file that says it has size bytes; one that grows while it is read is cut at limit.
func readLimited(r io.Reader, size, limit int64) ([]byte, error) {
	data := make([]byte, 0, size+1)
	r = io.LimitReader(r, limit)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}
