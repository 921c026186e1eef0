import { describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/platform/html-page.ts';

const page = htmlPage({
  title: 'Hours & <more>',
  notes: ['Stale: "bell"'],
  columns: [
    { title: 'User', align: 'left' },
    { title: 'Hours', align: 'right' },
  ],
  rows: [
    ['<script>alert(1)</script>', '1.0'],
    [`" onload='x' &amp;`, '2.0'],
  ],
});

describe('C7 a page that stands alone', () => {
  it('holds title, notes and rows with what is special in HTML escaped', () => {
    expect(page).toContain('<title>Hours &amp; &lt;more&gt;</title>');
    expect(page).toContain('<h1>Hours &amp; &lt;more&gt;</h1>\n<p>Stale: &quot;bell&quot;</p>');
    expect(page).toContain(
      '<thead><tr><th scope="col">User</th><th scope="col" class="right">Hours</th></tr></thead>\n<tbody>\n' +
        '<tr><td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td class="right">1.0</td></tr>\n' +
        '<tr><td>&quot; onload=&#39;x&#39; &amp;amp;</td><td class="right">2.0</td></tr>\n</tbody>',
    );
  });

  it('has no script and asks for no other file', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|\son\w+=["']?[a-z]/i);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('says its language and character set, and is dark where that is wanted', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/);
    expect(page).toContain('prefers-color-scheme: dark');
  });
});
