import { chromium } from '@playwright/test';
import { StaticServer } from './tests/browser/static-server';
import { CHROMIUM_ARGUMENTS, findChromium } from './tests/browser/find-chromium';
const LOOK=`new Promise(res=>{const t={};(function look(){const n=performance.now();if(!t.h1&&document.querySelector("h1"))t.h1=n|0;if(!t.cell&&document.querySelector("[role=gridcell]"))t.cell=n|0;if(document.querySelector("[role=grid] [data-state=runs]")){t.runs=n|0;const nav=performance.getEntriesByType("navigation")[0];t.workerStart=nav.workerStart|0;t.fetch=nav.fetchStart|0;t.resp=nav.responseEnd|0;t.dcl=nav.domContentLoadedEventEnd|0;t.fcp=(performance.getEntriesByName("first-contentful-paint")[0]||{}).startTime|0;t.res=performance.getEntriesByType("resource").map(r=>r.name.split("/").pop().slice(0,14)+" "+(r.startTime|0)+"-"+(r.responseEnd|0)).join(", ");t.cells=document.querySelectorAll("[role=gridcell]").length;t.nodes=document.querySelectorAll("*").length;res(t)}else requestAnimationFrame(look)})()})`;
const b=await chromium.launch({executablePath:findChromium(),args:CHROMIUM_ARGUMENTS});
const site=await StaticServer.open('dist','/vedette/');const c=await b.newContext();const p=await c.newPage();
await p.goto(site.address+'#/');await p.getByRole('button',{name:'Try the demonstration estate'}).first().click();
await p.locator('html[data-offline="ready"]').waitFor({ state: 'attached' });
await p.goto(site.address+'#/coverage');await p.locator('[role="grid"] [data-state="runs"]').first().waitFor();await p.close();await site.close();
for(const rate of [1,1,1,4,4,4]){const q=await c.newPage();const s=await c.newCDPSession(q);await s.send('Emulation.setCPUThrottlingRate',{rate});await s.send('Performance.enable');
await q.goto(site.address+'#/coverage',{waitUntil:'commit'});
const ev=await q.evaluate(LOOK) as any; const m=Object.fromEntries((await s.send('Performance.getMetrics')).metrics.map((x:any)=>[x.name,x.value]));
console.log(rate,JSON.stringify(ev)); console.log('   task',(m.TaskDuration*1000)|0,'script',(m.ScriptDuration*1000)|0,'layout',(m.LayoutDuration*1000)|0,'style',(m.RecalcStyleDuration*1000)|0,'layoutcount',m.LayoutCount,'stylecount',m.RecalcStyleCount);await q.close();}
await b.close();
