package functions_test
import ("testing";"strings";"time";"spof/parsers/tfconfig/functions";"github.com/zclconf/go-cty/cty")
func TestBomb(t *testing.T){
 for _,b := range []string{"${a}","$${a","%{if true}%{endif}","x\n","$$","%%{","\\\"","${\"x\"}","${[for i in [1]: i][0]}", "~}", "%{for i in [1]}%{endfor}"} {
 for _,n:=range []int{5000,20000}{
 src:=strings.Repeat(b,n)
 s:=time.Now()
 _,err:=value(t,functions.Env{},"templatestring(x,{a=1})",map[string]cty.Value{"x":cty.StringVal(src)})
 es:=""; if err!=nil {es=err.Error()[:min(len(err.Error()),150)]}
 t.Log(b,n,time.Since(s),es)
 }}
}
