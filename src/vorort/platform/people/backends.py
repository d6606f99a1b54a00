"""Log-in by e-mail address and password; permissions come from roles."""

from django.contrib.auth.backends import BaseBackend, ModelBackend


class Roles(ModelBackend):
    """Django's password check (with its equal time for unknown names), without its permission tables."""

    get_user_permissions = BaseBackend.get_user_permissions
    get_group_permissions = BaseBackend.get_group_permissions
    get_all_permissions = BaseBackend.get_all_permissions
    has_perm = BaseBackend.has_perm
