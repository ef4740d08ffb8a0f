import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { BatchPlan } from './batch-plan.ts';
import { jobId } from './job-id.ts';

const plan: BatchPlan = { job: 'exif', options: { style: 'tags', derived: false }, out: '/out' };

test('an id is a digest of job, settings and names alone', () => {
  const text = '["exif",[["derived",false],["style","tags"]],["/a.jpg","s3://b/c.jpg"]]';
  const digest = createHash('sha256').update(text).digest('hex');
  expect(jobId(plan, ['/a.jpg', 's3://b/c.jpg'])).toBe(digest.slice(0, 32));
  const turned = { ...plan, options: { derived: false, style: 'tags' }, out: '/elsewhere' };
  expect(jobId(turned, ['/a.jpg', 's3://b/c.jpg'])).toBe(digest.slice(0, 32));
});

test('other inputs, another order and other settings have other ids', () => {
  const ids = [
    jobId(plan, ['/a.jpg', '/b.jpg']),
    jobId(plan, ['/b.jpg', '/a.jpg']),
    jobId(plan, ['/a.jpg']),
    jobId({ ...plan, options: { style: 'plain', derived: false } }, ['/a.jpg']),
    jobId({ ...plan, job: 'embed' }, ['/a.jpg']),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
