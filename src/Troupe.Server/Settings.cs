using Microsoft.Extensions.Options;

namespace Troupe.Server;

/// <summary>Checks all settings before anything uses them.</summary>
internal static class Settings
{
    /// <summary>Every mistake in the settings of every room, as sentences for the operator; empty when there is none.</summary>
    public static IReadOnlyList<string> Mistakes(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (InvalidOperationException exception) when (exception.InnerException is FormatException or ArgumentException)
        {
            // A value that is not of its setting's type.
            return [exception.Message];
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return [.. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)];
        }
    }
}

/// <summary>Checks options that know their own mistakes.</summary>
/// <param name="find">Finds them.</param>
internal sealed class OwnMistakes<TOptions>(Func<TOptions, IReadOnlyList<string>> find) : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        find(options) is { Count: > 0 } mistakes ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
}
