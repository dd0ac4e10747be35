using System.Text.Json;
using System.Text.Json.Serialization;

namespace Troupe.Server;

/// <summary>The JSON of bodies over HTTP: that of <see cref="Contracts.Wire"/>, and a member that a record requires may not be left out.</summary>
internal static class RequestJson
{
    /// <summary>Has endpoints read and write it.</summary>
    public static void AddRequestJson(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.DefaultIgnoreCondition = Contracts.Wire.Json.DefaultIgnoreCondition;
            json.AllowDuplicateProperties = false;
            json.RespectNullableAnnotations = true;
            json.RespectRequiredConstructorParameters = true;
            json.NumberHandling = JsonNumberHandling.Strict;
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });

        // What cannot be read of a request is told to its sender.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }
}
