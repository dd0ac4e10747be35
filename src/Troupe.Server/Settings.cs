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
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return [.. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)];
        }
    }
}
