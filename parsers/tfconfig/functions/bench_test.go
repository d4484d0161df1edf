package functions_test
import ("testing";"fmt";"spof/parsers/tfconfig/functions";"github.com/zclconf/go-cty/cty";"github.com/zclconf/go-cty/cty/function/stdlib";"github.com/hashicorp/hcl/v2")
var _ hcl.Range
func BenchmarkX(b *testing.B){
 m:=map[string]cty.Value{}
 for i:=range 1000 { m[fmt.Sprint(i)]=cty.ObjectVal(map[string]cty.Value{"a":cty.StringVal("x"),"b":cty.ListVal([]cty.Value{cty.StringVal("a"),cty.StringVal("b")})}) }
 v:=cty.MapVal(m)
 tab:=functions.Table(functions.Env{})
 b.Run("lookup",func(b *testing.B){for range b.N{ tab["lookup"].Call([]cty.Value{v,cty.StringVal("5")})}})
 b.Run("keys",func(b *testing.B){for range b.N{ tab["keys"].Call([]cty.Value{v})}})
 b.Run("keysraw",func(b *testing.B){for range b.N{ stdlib.Keys(v)}})
 b.Run("upper",func(b *testing.B){for range b.N{ tab["upper"].Call([]cty.Value{cty.StringVal("5")})}})
 b.Run("upperraw",func(b *testing.B){for range b.N{ stdlib.Upper(cty.StringVal("5"))}})
 b.Run("table",func(b *testing.B){for range b.N{ functions.Table(functions.Env{})}})
}
