<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** mayfrom answers, and this page has waited for it as long as a page may: the next one goes on. */
final class OutOfTime extends Away
{
}
