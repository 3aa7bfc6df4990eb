<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** The plugin is not set up as it must be. The message is for the log. */
final class ConfigurationTrouble extends \RuntimeException
{
}
