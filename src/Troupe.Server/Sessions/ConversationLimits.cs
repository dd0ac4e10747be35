using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Troupe.Conversation;

namespace Troupe.Server.Sessions;

/// <summary>Checks the limits of the options that lie within those of a conversation, such as <c>BargeIn</c>: data annotations look at the outermost only.</summary>
internal sealed class ConversationLimits : IValidateOptions<ConversationOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        var mistakes = typeof(ConversationOptions).GetProperties()
            .Where(property => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal))
            .SelectMany(property => Mistakes(property.Name, property.GetValue(options)!))
            .ToArray();
        return mistakes.Length > 0 ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Mistakes(string part, object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => $"Troupe:Conversation:{part}: {result.ErrorMessage}");
    }
}
