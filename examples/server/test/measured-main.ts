// The service, which tells the process that started it how much memory it took at most, in bytes.

import '../src/main.ts';

process.on('message', () => process.send?.(process.resourceUsage().maxRSS * 1024));
// a listener must not keep the process from ending
process.channel?.unref();
