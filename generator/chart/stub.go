package chart

func (p *pen) heat(f Figure)   {}
func (p *pen) strip(f Figure)  {}
func (p *pen) clocks(f Figure) {}
func (p *pen) rows(f Figure)   {}
