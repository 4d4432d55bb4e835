import dataclasses

import pytest

from digitpad.core.model_store import SHIPPED_MODELS
from digitpad.core.networks import ARCHITECTURES, hidden_units
from digitpad.core.recipes import RECIPES


def test_every_shipped_model_has_a_recipe_of_its_name():
    assert set(SHIPPED_MODELS) <= set(RECIPES)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES.keys())
def test_recipes_make_sense(recipe):
    assert RECIPES[recipe.name] is recipe
    assert recipe.title and recipe.architecture in ARCHITECTURES
    assert min(recipe.batch_size, recipe.learning_rate, recipe.validation_count) > 0
    assert (recipe.epochs > 0) != (recipe.steps > 0), "one of the two says how long a run is"
    assert min(recipe.train_count, recipe.test_count, recipe.clip_norm) >= 0
    assert 0 <= recipe.dropout < 1
    assert hidden_units(recipe.architecture, recipe.hidden) == hidden_units(recipe.architecture)
    variations = recipe.shift, recipe.turn, recipe.zoom, recipe.shear, recipe.thickness
    assert min(variations) >= 0 and recipe.thickness <= 2
    assert recipe.varies_images == any(variations)
    assert 0 <= recipe.calm_share <= 1


def test_recipes_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        RECIPES["softmax"].epochs = 1


def test_a_recipe_keeps_a_fifth_for_choosing_where_there_are_few_images():
    recipe = RECIPES["cnn"]
    assert recipe.validation_count == 5_000
    assert [recipe.kept_of(count) for count in (60_000, 20_000, 10_000, 12, 2)] == [5_000, 5_000, 2_000, 2, 1]


def test_a_recipe_is_fitted_to_the_number_of_images_once_and_for_all():
    for count in (60_000, 20_000, 10_000, 12, 2):
        fitted = RECIPES["cnn"].fitted_to(count)
        assert fitted.validation_count == RECIPES["cnn"].kept_of(count)
        assert fitted.fitted_to(count) == fitted
        assert dataclasses.replace(fitted, validation_count=5_000) == RECIPES["cnn"]
