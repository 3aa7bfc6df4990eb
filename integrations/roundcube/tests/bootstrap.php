<?php

// The plugin's own logic, with Roundcube's framework beside it: `phpunit --bootstrap tests/bootstrap.php tests`. Where
// Roundcube is installed elsewhere, ROUNDCUBE says where.

declare(strict_types=1);

define('INSTALL_PATH', rtrim(getenv('ROUNDCUBE') ?: '/usr/share/roundcube', '/') . '/');
define('RCUBE_LOCALIZATION_DIR', INSTALL_PATH . 'program/localization/');

require INSTALL_PATH . 'program/include/iniset.php';
require __DIR__ . '/../mayfrom.php';
