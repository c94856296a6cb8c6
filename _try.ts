import { Engine } from "/tmp/wt/values/engine";
import { readFileSync } from "node:fs";
(async()=>{
  const e = await Engine.open();
  await e.createTable("T", [{name:"N",type:"VARCHAR",label:"n"},{name:"V",type:"VARIANT",label:"v"},{name:"Z",type:"TIMESTAMP_TZ",label:"z"},{name:"D",type:"DATE",label:"d"},{name:"B",type:"BOOLEAN",label:"b"}]);
  const s = (e as any).session;
  await s.run(`insert into "T" values ('a', '{"b":1,"a":{"y":1,"x":[{"q":1,"p":2}]}}', {'moment': TIMESTAMP '2026-01-01 00:00:00', 'offset': 120}, '2026-01-01', true), ('12', '{"a":{"x":[{"p":2,"q":1.0}],"y":1e0},"b":1}', {'moment': TIMESTAMP '2026-01-01 00:00:00', 'offset': 0}, '2026-01-02', false), (null, 'null', null, null, null)`);
  for (const sql of readFileSync(0,"utf8").split("\n").filter(x=>x.trim())) {
    try { const r = await e.query(sql); console.log(sql, "\n   =>", JSON.stringify(r.rows, (_,v)=>typeof v==="bigint"?v+"n":v), r.columns.map(c=>c.type).join(",")); }
    catch(err:any) { console.log(sql, "\n   !!", err.name, err.message.split("\n")[0].slice(0,200)); }
  }
  await e.close();
})();
