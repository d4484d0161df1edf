# The replica in the other region is given up.
