package content

// Vendor is a supplier, by alias where the contract asks for it.
type Vendor struct {
	Meta
	ID      string `col:"id,required,id"`
	Name    string `col:"name,required,title"`
	Service string `col:"service"`
	Start   Date   `col:"start,date"`
	Finish  Date   `col:"finish,planned"` // the contract's end
	Rating  string `col:"rating"`
	RAG     string `col:"rag" values:"rag"`
	Note    string `col:"note"`
}
