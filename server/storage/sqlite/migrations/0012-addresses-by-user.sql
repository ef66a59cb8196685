-- From where an account was used, to tell its user from strangers who guess its password.
CREATE INDEX user_address_by_user ON user_address (user_id);
