"""Window: the only room with Qt."""

from asset_recovery.ui.lasting_none import make_none_last

make_none_last()
