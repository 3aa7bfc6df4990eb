export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{#if open}}{{open.subject}} · {{/if}}mayfrom mail</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/dev/mail/page.css">
<script src="/dev/mail/page.js" defer></script>
</head>
<body data-newest="{{newest}}"{{#if open}} class="reading"{{/if}}>
<header>
<a class="brand" href="/dev/mail"><span class="mark" aria-hidden="true">m</span>mayfrom <span class="faint">mail</span></a>
<form class="search" role="search" action="/dev/mail" method="get">
{{#if mailbox}}<input type="hidden" name="mailbox" value="{{mailbox}}">{{/if}}
<input type="search" name="search" value="{{search}}" placeholder="Search address, subject, text" aria-label="Search mail" autocomplete="off">
</form>
<span class="hint" title="Without SMTP_URL no mail leaves this machine: every mail is kept here instead">Nothing is sent: no SMTP_URL</span>
</header>
<main>
<nav id="mailboxes" aria-label="Mailboxes">
<h2>Mailboxes</h2>
<ul>
<li><a href="{{allUrl}}"{{#if isAll}} aria-current="true"{{/if}}><span class="badge all" aria-hidden="true">✉</span><span class="name">All mail</span><span class="count">{{total}}</span></a></li>
{{#each mailboxes}}<li><a href="{{url}}" title="{{address}}"{{#if isCurrent}} aria-current="true"{{/if}}><span class="badge tint{{tint}}" aria-hidden="true">{{letter}}</span><span class="name">{{address}}</span><span class="count">{{count}}</span></a></li>
{{/each}}</ul>
</nav>
<section id="list" aria-label="Mails">
<h2><span class="name">{{listTitle}}</span>{{#if search}}<span class="chip">“{{search}}”</span>{{/if}}{{#if isFiltered}}<a class="clear" href="/dev/mail">Show all</a>{{/if}}</h2>
{{#if mails}}<ol>
{{#each mails}}<li id="mail-{{id}}"><a href="{{url}}"{{#if isOpen}} aria-current="true"{{/if}}>
<span class="badge tint{{tint}}" aria-hidden="true">{{letter}}</span>
<span class="line"><span class="to">{{to}}</span><time datetime="{{at}}">{{shownAt}}</time></span>
<span class="subject">{{subject}}</span>
<span class="excerpt">{{excerpt}}</span>
</a></li>
{{/each}}</ol>
<p class="pages">{{#if newerUrl}}<a href="{{newerUrl}}">← Newest</a>{{/if}}{{#if olderUrl}}<a href="{{olderUrl}}">Older →</a>{{/if}}</p>
{{else}}<div class="empty"><p><strong>{{#if isFiltered}}No mail here{{else}}No mail yet{{/if}}</strong></p><p>{{#if isFiltered}}Nothing fits this mailbox and these words.{{else}}Ask for an address in the console or the API, and the question to its owner appears here.{{/if}}</p></div>
{{/if}}</section>
<article id="mail" aria-label="Open mail">
{{#if open}}<div class="head">
<a class="back" href="{{open.backUrl}}">← Back</a>
<h1>{{open.subject}}</h1>
<div class="meta"><span class="badge tint{{open.tint}}" aria-hidden="true">{{open.letter}}</span><div><div>to <strong>{{open.to}}</strong></div><div class="faint"><time datetime="{{open.at}}" data-long>{{open.shownAt}}</time></div></div>
<div class="views" role="group" aria-label="View"><a href="{{open.htmlUrl}}"{{#unless open.isText}} aria-current="true"{{/unless}}>HTML</a><a href="{{open.textUrl}}"{{#if open.isText}} aria-current="true"{{/if}}>Text</a></div></div>
</div>
{{#if open.isText}}<pre>{{#each open.textParts}}{{#if link}}<a href="{{link}}" target="_blank" rel="noopener noreferrer">{{link}}</a>{{else}}{{words}}{{/if}}{{/each}}</pre>
{{else}}<iframe src="{{open.frameUrl}}" title="The mail as its reader sees it" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>
{{/if}}<footer class="faint">Message-ID {{open.messageId}}</footer>
{{else}}<div class="empty"><span class="mark large" aria-hidden="true">m</span><p><strong>Every mail that would have been sent</strong></p><p>Choose one to read it. Its links work.</p></div>
{{/if}}</article>
</main>
</body>
</html>
`;
