import { serve } from './served.ts';
import { createClient } from '@verdict/api';
import { seedModels } from './demo/seed-models.ts';
let t=Date.now(); const lap=(n:string)=>{console.log(n, Date.now()-t); t=Date.now();};
const s = await serve({}); lap('start');
const c = createClient({url:s.url});
const timer = setInterval(async()=>{ const j=(await c.jobs.list()).jobs.map(j=>[j.state,j.progress?.stage,j.error?.message]); console.log(JSON.stringify(j)); },3000);
await seedModels(c); lap('seed'); clearInterval(timer);
await s.stop(); lap('stop'); process.exit(0);
